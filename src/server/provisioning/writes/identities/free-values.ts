import { instant } from "../../../context";
import { uniquenessConflict } from "../../../scim/scim-error";
import type { Row } from "../../../store/tables";
import { maskPersonal } from "../../../sync/mask";
import type { IntegrationRow } from "../../find-integration";
import type { Scope } from "../../scope";
import { type Claimant, refuseOrReport } from "./claim";
import { isAdoptable } from "./find-adoptable";
import { isDisabled } from "./identity-rows";
import { externalIdSource, nameSource } from "./value-source";

/** The values that an identity is to get. An undefined one stays as it is. */
export interface WantedValues {
  readonly name: string | undefined;
  readonly externalId: string | null | undefined;
}

type Holder = Pick<
  Row<"identities">,
  | "id"
  | "name"
  | "external_id"
  | "integration_id"
  | "is_admin"
  | "settings"
  | "disabled_at"
  | "disabled_until"
>;

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
  const holders = await findHolders(scope, integration, [wanted.name, tieBreaker], wanted.externalId);
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
  readonly others: readonly Holder[];
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
  holder: Holder,
  kind: keyof typeof KINDS,
  source: string,
): void {
  const { rule, value, what } = KINDS[kind];
  const detail =
    `${source}: it becomes the identity's ${what}, which is unique in the network; ` +
    `${ownerOf(holder, integration)} has it${wayOut(scope, holder, kind, claimant)}`;
  refuseOrReport(scope, claimant, { rule, value, source, error: uniquenessConflict(detail) });
}

/** The identities of the network that have one of the names or the external ID. */
async function findHolders(
  { db }: Scope,
  { network_id }: IntegrationRow,
  names: readonly (string | undefined)[],
  externalId: WantedValues["externalId"],
): Promise<Holder[]> {
  const wantedNames = names.filter((name) => name !== undefined);
  if (wantedNames.length === 0 && (externalId ?? null) === null) return [];
  return db
    .selectFrom("identities")
    .select([
      "id",
      "name",
      "external_id",
      "integration_id",
      "is_admin",
      "settings",
      "disabled_at",
      "disabled_until",
    ])
    .where("network_id", "=", network_id)
    .where((eb) =>
      eb.or([
        ...wantedNames.map((name) => eb("name", "=", name)),
        ...(externalId ? [eb("external_id", "=", externalId)] : []),
      ]),
    )
    .execute();
}

function ownerOf({ name, integration_id }: Holder, integration: IntegrationRow): string {
  const masked = JSON.stringify(maskPersonal(name));
  if (integration_id === null) return `the identity ${masked}, which no integration made,`;
  const whose = integration_id === integration.id ? "this" : "another";
  return `the identity ${masked} of ${whose} integration`;
}

/** What frees the value, as the end of a sentence. Empty when nothing but another value helps. */
function wayOut({ clock }: Scope, holder: Holder, kind: keyof typeof KINDS, { userId }: Claimant): string {
  const { what } = KINDS[kind];
  if (holder.integration_id !== null) {
    return isDisabled(holder, true, instant(clock()))
      ? `; it is disabled and keeps its ${what}: delete its user in the identity provider, or give that ` +
          `user another ${what}, then push again`
      : "";
  }
  if (userId !== null) return "";
  return isAdoptable(holder)
    ? `; to let new users adopt such identities, set adoptIdentities of this integration to "${kind}"`
    : `; no integration can adopt it: give it another ${what} or delete it, then push again`;
}
