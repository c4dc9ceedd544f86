import type { Kysely, Migration } from "kysely";

/** Keeps what the last comparison with a controller found, and what the controller had then. */
export const sweeps: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("sweeps")
      .addColumn("id", "integer", (c) => c.primaryKey())
      .addColumn("leased_until", "text")
      .addColumn("finished_at", "text")
      .addColumn("found", "text")
      .execute();
    await db.schema
      .createTable("seen_identities")
      .addColumn("controller_id", "text", (c) => c.primaryKey())
      .addColumn("name", "text", (c) => c.notNull())
      .addColumn("external_id", "text")
      .addColumn("integration_id", "text")
      .execute();
    await db.schema
      .createIndex("seen_identities_integration_index")
      .on("seen_identities")
      .column("integration_id")
      .execute();
  },
};
