import type { Tags } from "../../../contract/common";
import type { IdentitiesOnDelete } from "../../../contract/gateway/integration";
import { instant } from "../../context";
import type { Database } from "../../store/database";
import { withoutIdentityTags } from "../../sync/identity-tags";

/**
 * Domain rule 7: deletes, disables or keeps the identities of an integration before it is deleted. Identities
 * that stay lose its tags and keep every attribute. From then on, only people manage those attributes.
 */
export async function releaseIdentities(
  db: Database,
  integrationId: string,
  onDelete: IdentitiesOnDelete,
  now: Date,
): Promise<void> {
  if (onDelete === "delete") {
    await db.deleteFrom("identities").where("integration_id", "=", integrationId).execute();
    return;
  }
  if (onDelete === "disable") await disable(db, integrationId, now);
  await makeAttributesManual(db, integrationId);
  await untag(db, integrationId, now);
}

async function disable(db: Database, integrationId: string, now: Date): Promise<void> {
  await db
    .updateTable("identities")
    .set({ disabled_at: instant(now), disabled_until: null })
    .where("integration_id", "=", integrationId)
    .where((eb) => eb.or([eb("disabled_at", "is", null), eb("disabled_until", "is not", null)]))
    .execute();
}

/** Turns every ledger entry into a manual one, because people can edit only manual entries. */
async function makeAttributesManual(db: Database, integrationId: string): Promise<void> {
  const owned = db.selectFrom("identities").select("id").where("integration_id", "=", integrationId);
  await db
    .insertInto("identity_attributes")
    .columns(["identity_id", "source", "source_id", "value"])
    .expression((eb) =>
      eb
        .selectFrom("identity_attributes")
        .select((s) => ["identity_id", s.val("manual").as("source"), s.val("").as("source_id"), "value"])
        .distinct()
        .where("identity_id", "in", owned)
        .where("source", "!=", "manual"),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .deleteFrom("identity_attributes")
    .where("identity_id", "in", owned)
    .where("source", "!=", "manual")
    .execute();
}

async function untag(db: Database, integrationId: string, now: Date): Promise<void> {
  const tagged = await db
    .selectFrom("identities")
    .select(["id", "tags"])
    .where("integration_id", "=", integrationId)
    .execute();
  for (const { id, tags } of tagged) {
    const rest = withoutIdentityTags(JSON.parse(tags) as Tags);
    await db
      .updateTable("identities")
      .set({ tags: JSON.stringify(rest), integration_id: null, updated_at: instant(now) })
      .where("id", "=", id)
      .execute();
  }
}
