import type { Place } from "../../as-code/model/adopted";
import { type Kind, MAIN_KINDS, type MainKind } from "../../as-code/model/kind";
import { quotedName } from "../../as-code/model/visible";
import type { Driver } from "../../tfplugin";
import { AdoptError } from "../adopt-error";
import { isExcluded, isSelected, type Named, type Selection, unmatched } from "../selection";
import { importObject, type Listed, listObjects } from "./drive";
import type { FoundIntegration, FoundNetwork } from "./found";

/** The policy that every network has. It can be changed and not deleted, so it is not adopted. */
const DEFAULT_POLICY = "default";

/**
 * Reads what the selection asks for, through the provider's own lists and imports.
 * @param driver its provider is configured.
 * @throws AdoptError when a call fails, and when the selection matches nothing.
 */
export async function readNetwork(
  driver: Driver,
  target: "network" | "controller",
  selection: Selection,
): Promise<FoundNetwork> {
  const allPolicies = await listObjects(driver, "policy");
  const listed = {
    signer: await listObjects(driver, "signer"),
    policy: allPolicies.filter(({ id }) => id !== DEFAULT_POLICY),
    integration: target === "network" ? await listObjects(driver, "integration") : [],
  };
  refuseUnmatched(selection, listed);
  const wanted = (kind: MainKind) => listed[kind].filter(({ name }) => isSelected(selection, kind, name));
  const each = (kind: MainKind) => Promise.all(wanted(kind).map((one) => importObject(driver, kind, one)));
  return {
    place: placeOf(allPolicies),
    signers: await each("signer"),
    policies: await each("policy"),
    integrations: await readIntegrations(driver, wanted("integration"), selection),
  };
}

async function readIntegrations(
  driver: Driver,
  wanted: readonly Listed[],
  selection: Selection,
): Promise<readonly FoundIntegration[]> {
  if (wanted.length === 0) return [];
  const byId = async (kind: "mapping" | "token") =>
    new Map((await listObjects(driver, kind)).map((one) => [one.id, one]));
  const [mappings, tokens] = [await byId("mapping"), await byId("token")];
  return Promise.all(
    wanted.map(async (one): Promise<FoundIntegration> => {
      const part = async (kind: "mapping" | "token", found: Listed | undefined) =>
        found === undefined || isExcluded(selection, kind, one.name)
          ? null
          : importObject(driver, kind, found);
      const [mapping, token] = [mappings.get(one.id), tokens.get(one.id)];
      return {
        ...(await importObject(driver, "integration", one)),
        policyId: String(mapping?.state.auth_policy_id),
        mapping: await part("mapping", mapping),
        token: await part("token", token),
        hasLiveToken: token !== undefined,
      };
    }),
  );
}

/** Every network and every controller has the default policy, and it says where it is. */
function placeOf(policies: readonly Listed[]): Place {
  const { network_id, controller_url } = policies[0]?.state ?? {};
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return { networkId: text(network_id), controllerUrl: text(controller_url) };
}

function refuseUnmatched(selection: Selection, listed: Readonly<Record<MainKind, readonly Listed[]>>): void {
  const named = (kind: Kind, of: MainKind): Named[] => listed[of].map(({ name }) => ({ kind, name }));
  const objects = MAIN_KINDS.flatMap((kind) => named(kind, kind));
  const parts = [...named("mapping", "integration"), ...named("token", "integration")];
  const [first] = unmatched(selection, [...objects, ...parts]);
  if (first === undefined) return;
  const { option, pattern } = first;
  const names = (pattern.kind === null ? objects : [...objects, ...parts])
    .filter(({ kind }) => pattern.kind === null || pattern.kind === kind)
    .map(({ name }) => quotedName(name));
  const there = names.length === 0 ? "There is nothing that it could match" : `There are ${shortened(names)}`;
  throw new AdoptError(`${option} ${pattern.text} matches nothing. ${there}.`);
}

const MOST_NAMES = 20;

function shortened(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
