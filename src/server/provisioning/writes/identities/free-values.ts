import { instant } from "../../../context";
import type { IdentityHolder } from "../../../network/network-identities";
import { uniquenessConflict } from "../../../scim/scim-error";
import { maskPersonal } from "../../../sync/mask";
import type { IntegrationRow } from "../../find-integration";
import type { Scope } from "../../scope";
import { type Claimant, refuseOrReport } from "./claim";
import { obstacle } from "./find-adoptable";
import { isDisabled } from "./is-disabled";
import { externalIdSource, nameSource } from "./value-source";

/** The values that an identity is to get. An undefined one stays as it is. */
export interface WantedValues {
  readonly name: string | undefined;
  readonly externalId: string | null | undefined;
}

/**
 * Domain rules 9 and 10: the name and the external ID of an identity are unique in the network. The mapping
 * can name the userName as the tie-breaker of a taken name.
 * @returns the values that the identity can get. With `disables`, a taken value stays undefined.
 * @throws ScimError 409 that names the attribute and the owner of the value, and the way out. It masks the
 *   owner's name, because the caller may not be allowed to see it.
 */
export async function freeValues(
  scope: Scope,
  integration: IntegrationRow,
  wanted: WantedValues,
  claimant: Claimant,
): Promise<WantedValues> {
  const hasTieBreaker = wanted.name !== undefined && integration.identity_name_conflict === "userName";
  const tieBreaker = hasTieBreaker ? claimant.userName : undefined;
  const holders = await scope.identities.holders(scope.db, integration.network_id, {
    names: [wanted.name, tieBreaker].filter((name) => name !== undefined),
    externalId: wanted.externalId ?? null,
  });
  const others = holders.filter((row) => row.id !== claimant.identityId);
  const contest = { scope, integration, claimant, others };
  return {
    name: freeName(contest, wanted.name, tieBreaker),
    externalId: freeExternalId(contest, wanted.externalId),
  };
}

/** What decides whether a value is free. */
interface Contest {
  readonly scope: Scope;
  readonly integration: IntegrationRow;
  readonly claimant: Claimant;
  /** The other identities that have one of the values. */
  readonly others: readonly IdentityHolder[];
}

function freeName(
  contest: Contest,
  name: WantedValues["name"],
  tieBreaker: string | undefined,
): WantedValues["name"] {
  const { integration, others } = contest;
  const holder = others.find((row) => row.name === name);
  if (holder === undefined) return name;
  if (tieBreaker !== undefined && others.every((row) => row.name !== tieBreaker)) return tieBreaker;
  lose(contest, holder, "name", nameSource(integration));
  return undefined;
}

function freeExternalId(
  contest: Contest,
  externalId: WantedValues["externalId"],
): WantedValues["externalId"] {
  if (externalId === undefined || externalId === null) return externalId;
  const holder = contest.others.find((row) => row.external_id === externalId);
  if (holder === undefined) return externalId;
  lose(contest, holder, "externalId", externalIdSource(contest.integration));
  return undefined;
}

const KINDS = {
  name: { rule: 9, value: "identityName", what: "name" },
  externalId: { rule: 10, value: "externalId", what: "external ID" },
} as const;

/** @throws ScimError 409 unless the push disables the user */
function lose(
  { scope, integration, claimant }: Contest,
  holder: IdentityHolder,
  kind: keyof typeof KINDS,
  source: string,
): void {
  const { rule, value, what } = KINDS[kind];
  const detail =
    `${source}: it becomes the identity's ${what}, which is unique in the network; ` +
    `${ownerOf(holder, integration)} has it${wayOut(scope, holder, kind, claimant)}`;
  refuseOrReport(scope, claimant, { rule, value, source, error: uniquenessConflict(detail) });
}

function ownerOf({ name, integration_id }: IdentityHolder, integration: IntegrationRow): string {
  const masked = JSON.stringify(maskPersonal(name));
  if (integration_id === null) return `the identity ${masked}, which no integration made,`;
  const whose = integration_id === integration.id ? "this" : "another";
  return `the identity ${masked} of ${whose} integration`;
}

/** What frees the value, as the end of a sentence. Empty when nothing but another value helps. */
function wayOut(
  { clock }: Scope,
  holder: IdentityHolder,
  kind: keyof typeof KINDS,
  { userId }: Claimant,
): string {
  const { what } = KINDS[kind];
  if (holder.integration_id !== null) {
    return isDisabled(holder, true, instant(clock()))
      ? `; it is disabled and keeps its ${what}: delete its user in the identity provider, or give that ` +
          `user another ${what}, then push again`
      : "";
  }
  if (userId !== null) return "";
  const why = obstacle(holder);
  return why === null
    ? `; to let new users adopt such identities, set adoptIdentities of this integration to "${kind}"`
    : `; no integration can adopt it, because ${why}: give it another ${what} or delete it, then push again`;
}
