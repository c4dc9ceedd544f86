import { sql } from "kysely";
import type { Tags } from "../../../contract/common";
import type { IdentitiesOnDelete } from "../../../contract/gateway/integration";
import { instant } from "../../context";
import { Pace } from "../../pace";
import type { Database } from "../../store/database";
import { jsonRows } from "../../store/json-rows";
import type { Row } from "../../store/tables";
import { withoutIdentityTags } from "../../sync/identity-tags";

/** How many identities one statement deletes or changes. SQLite answers no other request meanwhile. */
const PIECE = 200;

type Owned = Pick<Row<"identities">, "id" | "tags">;

/**
 * Domain rule 7: deletes, disables or keeps the identities of an integration before it is deleted, and
 * deletes its users. Identities that stay lose its tags and keep every attribute. From then on, only people
 * manage those attributes.
 * @returns how many identities it let go of
 */
export async function releaseIdentities(
  db: Database,
  integrationId: string,
  onDelete: IdentitiesOnDelete,
  now: Date,
): Promise<number> {
  const pace = new Pace();
  for (let released = 0; ; ) {
    const owned = await db
      .selectFrom("identities")
      .select(["id", "tags"])
      .where("integration_id", "=", integrationId)
      .limit(PIECE)
      .execute();
    if (owned.length === 0) return released;
    await release(db, owned, onDelete, now);
    released += owned.length;
    await pace.giveWay();
  }
}

async function release(
  db: Database,
  owned: readonly Owned[],
  onDelete: IdentitiesOnDelete,
  now: Date,
): Promise<void> {
  const ids = owned.map(({ id }) => id);
  if (onDelete === "delete") {
    await db.deleteFrom("identities").where("id", "in", ids).execute();
    return;
  }
  if (onDelete === "disable") await disable(db, ids, now);
  await makeAttributesManual(db, ids);
  await untag(db, owned, now);
  await db.deleteFrom("scim_users").where("identity_id", "in", ids).execute();
}

async function disable(db: Database, ids: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable("identities")
    .set({ disabled_at: instant(now), disabled_until: null })
    .where("id", "in", ids)
    .where((eb) => eb.or([eb("disabled_at", "is", null), eb("disabled_until", "is not", null)]))
    .execute();
}

/** Turns every ledger entry into a manual one, because people can edit only manual entries. */
async function makeAttributesManual(db: Database, ids: readonly string[]): Promise<void> {
  await db
    .insertInto("identity_attributes")
    .columns(["identity_id", "source", "source_id", "value"])
    .expression((eb) =>
      eb
        .selectFrom("identity_attributes")
        .select((s) => ["identity_id", s.val("manual").as("source"), s.val("").as("source_id"), "value"])
        .distinct()
        .where("identity_id", "in", ids)
        .where("source", "!=", "manual"),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .deleteFrom("identity_attributes")
    .where("identity_id", "in", ids)
    .where("source", "!=", "manual")
    .execute();
}

async function untag(db: Database, owned: readonly Owned[], now: Date): Promise<void> {
  const untagged = owned.map(({ id, tags }) => ({
    id,
    tags: JSON.stringify(withoutIdentityTags(JSON.parse(tags) as Tags)),
  }));
  await sql`
    update identities set tags = change.value ->> 'tags', integration_id = null, updated_at = ${instant(now)}
    from ${jsonRows(db, untagged)} as change where identities.id = change.value ->> 'id'`.execute(db);
}
