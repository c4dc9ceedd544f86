import { uniquenessConflict } from "../../../scim/scim-error";
import type { Row } from "../../../store/tables";
import { findIntegration } from "../../find-integration";
import type { Scope } from "../../scope";

type UniqueColumn = "display_name_key" | "external_id";

interface GroupToCheck {
  /** Null for a new group. */
  readonly id: string | null;
  /** The values that the group has so far. It keeps them, even when another group has them too. */
  readonly before: Pick<Row<"scim_groups">, UniqueColumn> | null;
  readonly after: Pick<Row<"scim_groups">, UniqueColumn>;
}

/**
 * Requires that no other group of the integration has the new name or the new external ID. Names compare as
 * userName does. Identity providers find a group by its name and take it over, so a second one would be lost
 * (RFC 7644 section 3.3).
 * @throws ScimError 409 that names the attribute
 */
export async function requireFreeGroup(scope: Scope, { id, before, after }: GroupToCheck): Promise<void> {
  const { display_name_key, external_id } = after;
  const isRenamed = display_name_key !== before?.display_name_key;
  const isRekeyed = external_id !== null && external_id !== before?.external_id;
  if (!isRenamed && !isRekeyed) return;
  // Databases of former versions hold duplicates, so no unique index can decide between concurrent writes.
  await findIntegration(scope, "alone");
  if (isRenamed && (await hasOther(scope, id, "display_name_key", display_name_key))) {
    throw uniquenessConflict("displayName: another group of this integration has it (case does not count)");
  }
  if (isRekeyed && (await hasOther(scope, id, "external_id", external_id))) {
    throw uniquenessConflict("externalId: another group of this integration has it");
  }
}

async function hasOther(
  { db, integrationId }: Scope,
  ownId: string | null,
  column: UniqueColumn,
  value: string,
): Promise<boolean> {
  const other = await db
    .selectFrom("scim_groups")
    .select("id")
    .where("integration_id", "=", integrationId)
    .where(column, "=", value)
    .where("id", "!=", ownId ?? "")
    .executeTakeFirst();
  return other !== undefined;
}
