import type { AnsweredTags } from "../../../../contract/common";
import type { Database } from "../../../store/database";
import type { Row } from "../../../store/tables";

/** What an identity shall be at the controller. */
export interface DesiredIdentity {
  readonly name: string;
  readonly externalId: string | null;
  readonly authPolicyId: string;
  /** Sorted, each once. */
  readonly roleAttributes: readonly string[];
  readonly disabled: boolean;
  /** The tags of this server. Empty for an identity that its integration lets go of. */
  readonly tags: AnsweredTags;
}

/** Reads what some identities shall be. One that shall not be there has no entry. */
export async function desiredIdentities(
  db: Database,
  ids: readonly string[],
  now: string,
): Promise<ReadonlyMap<string, DesiredIdentity>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("identities").selectAll().where("id", "in", ids).execute();
  const ledger = await db
    .selectFrom("identity_attributes")
    .select(["identity_id", "value"])
    .distinct()
    .where("identity_id", "in", ids)
    .orderBy("value")
    .execute();
  const attributes = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
  for (const { identity_id, value } of ledger) attributes.get(identity_id)?.push(value);
  return new Map(rows.map((row) => [row.id, desiredOf(row, attributes.get(row.id) ?? [], now)]));
}

function desiredOf(row: Row<"identities">, roleAttributes: readonly string[], now: string): DesiredIdentity {
  const { disabled_at, disabled_until } = row;
  return {
    name: row.name,
    externalId: row.external_id,
    authPolicyId: row.auth_policy_id,
    roleAttributes,
    disabled: disabled_at !== null && (disabled_until === null || disabled_until > now),
    tags: JSON.parse(row.tags) as AnsweredTags,
  };
}
