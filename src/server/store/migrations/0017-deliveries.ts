import type { Kysely, Migration } from "kysely";

/**
 * Keeps for each identity of a SCIM user what a controller elsewhere has of it. The rows outlive their
 * identities: a deleted one has to go there too.
 */
export const deliveries: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("deliveries")
      .addColumn("identity_id", "text", (c) => c.primaryKey())
      .addColumn("user_id", "text", (c) => c.notNull().unique())
      .addColumn("integration_id", "text", (c) => c.notNull())
      .addColumn("controller_id", "text", (c) => c.unique())
      .addColumn("delivered", "text")
      .addColumn("offered", "text")
      .addColumn("generation", "integer", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("is_urgent", "integer", (c) => c.notNull())
      .addColumn("since", "text", (c) => c.notNull())
      .addColumn("attempts", "integer", (c) => c.notNull())
      .addColumn("next_attempt_at", "text", (c) => c.notNull())
      .addColumn("leased_until", "text")
      .addColumn("refusal", "text")
      .execute();
    await db.schema
      .createIndex("deliveries_next_index")
      .on("deliveries")
      .columns(["state", "next_attempt_at"])
      .execute();
    await db.schema.createIndex("deliveries_leased_index").on("deliveries").column("leased_until").execute();
    await db.schema
      .createIndex("deliveries_integration_index")
      .on("deliveries")
      .column("integration_id")
      .execute();
  },
};
