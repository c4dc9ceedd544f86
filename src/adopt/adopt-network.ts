import type { Adopted, AdoptedIntegration, AdoptedNetwork, LeftOut } from "../as-code/model/adopted";
import { type Kind, type MainKind, RESOURCE_TYPES } from "../as-code/model/kind";
import { labelsFor } from "../as-code/model/labels";
import { netfoundry } from "../provider/provider";
import type { Attributes, Driver, ObjectValue } from "../tfplugin";
import { AdoptError } from "./adopt-error";
import { problemsOf } from "./live/check";
import type { Found, FoundIntegration, FoundNetwork } from "./live/found";
import { readNetwork } from "./live/read-network";
import { configurationOf } from "./model/configuration";
import { type Labels, referenceTo, withReferences } from "./model/references";
import type { Selection } from "./selection";

const NOTHING =
  "There is nothing to adopt: only the default auth policy is there, or --exclude leaves out the rest.";

/** Which live network to adopt, and what of it. */
export interface AdoptRequest {
  /** A driver of the NetFoundry provider, configured. */
  readonly driver: Driver;
  readonly target: "network" | "controller";
  readonly selection: Selection;
}

/**
 * Reads a live network and describes it as a configuration. The provider itself confirms of every object that
 * its configuration plans no change.
 * @throws AdoptError when the network cannot be read, or the selection matches nothing.
 */
export async function adoptNetwork({ driver, target, selection }: AdoptRequest): Promise<AdoptedNetwork> {
  const found = await readNetwork(driver, target, selection);
  const described = await describe(driver, found);
  if (described.size === 0) throw new AdoptError(NOTHING);
  const labels = labelsOf(described);
  const adopted = (one: Found, label: string): Adopted => {
    const configuration = described.get(one)?.configuration ?? {};
    const { kind, id, name } = one;
    return {
      kind,
      id,
      name,
      label,
      arguments: withReferences(attributesOf(kind), configuration, labels),
      dependsOn: [],
    };
  };
  const main = (kind: MainKind, objects: readonly Found[]) =>
    objects.flatMap((one) => {
      const label = labels[kind].get(one.id);
      return label === undefined ? [] : [adopted(one, label)];
    });
  return {
    place: found.place,
    signers: main("signer", found.signers),
    policies: main("policy", found.policies),
    integrations: found.integrations.flatMap((one): AdoptedIntegration[] => {
      const label = labels.integration.get(one.id);
      if (label === undefined) return [];
      const part = (given: Found | null) =>
        given !== null && described.get(given)?.problem === null ? adopted(given, label) : null;
      // The API refuses to delete a policy while an integration assigns it, and only the mapping names it.
      const policy = referenceTo("policy", one.policyId, labels);
      return [
        {
          ...adopted(one, label),
          dependsOn: policy === null ? [] : [policy],
          mapping: part(one.mapping),
          token: part(one.token),
          isWithoutToken: !one.hasLiveToken,
        },
      ];
    }),
    leftOut: leftOutOf(described, found.integrations),
  };
}

interface Described {
  readonly configuration: ObjectValue;
  /** Why the configuration cannot describe the object; null when it does. */
  readonly problem: string | null;
}

type AllDescribed = ReadonlyMap<Found, Described>;

async function describe(driver: Driver, network: FoundNetwork): Promise<AllDescribed> {
  const { signers, policies, integrations } = network;
  const parts = integrations.flatMap(({ mapping, token }) => [mapping, token]);
  const all: readonly (Found | null)[] = [...signers, ...policies, ...integrations, ...parts];
  const described = all
    .filter((one) => one !== null)
    .map(async (one): Promise<[Found, Described]> => {
      const attributes = attributesOf(one.kind);
      const configuration = configurationOf(attributes, one.state);
      const problems = await problemsOf(driver, attributes, one, configuration);
      return [one, { configuration, problem: problems.length === 0 ? null : problems.join("; ") }];
    });
  return new Map(await Promise.all(described));
}

function attributesOf(kind: Kind): Attributes {
  return netfoundry.resources[RESOURCE_TYPES[kind]]?.schema.attributes ?? {};
}

function labelsOf(described: AllDescribed): Labels {
  const kept = [...described].filter(([, { problem }]) => problem === null).map(([one]) => one);
  const labels = (kind: MainKind) => {
    const own = kept.filter((one) => one.kind === kind);
    const names = labelsFor(
      own.map(({ name }) => name),
      kind,
    );
    return new Map(own.map(({ id }, at) => [id, names[at] ?? id]));
  };
  return { signer: labels("signer"), policy: labels("policy"), integration: labels("integration") };
}

function leftOutOf(described: AllDescribed, integrations: readonly FoundIntegration[]): readonly LeftOut[] {
  return [...described].flatMap(([one, { problem }]) => {
    if (problem === null) return [];
    const { kind, id, name } = one;
    const integration = integrations.find((candidate) => candidate === one);
    return [{ kind, id, name, reason: `${problem}${integration === undefined ? "" : withIt(integration)}` }];
  });
}

/** What is left out together with an integration. */
function withIt({ mapping, token }: FoundIntegration): string {
  const parts = [mapping === null ? [] : ["mapping settings"], token === null ? [] : ["auth token"]].flat();
  return parts.length === 0 ? "" : `; its ${parts.join(" and its ")} stay outside with it`;
}
