import { type Kysely, type Migration, sql } from "kysely";

/** What the lists of the console show: the tool that manages an object, and the pushes that were refused. */
export const consoleLists: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("managed_objects")
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("id", "text", (c) => c.notNull())
      .addColumn("tool", "text", (c) => c.notNull())
      .addColumn("version", "text")
      .addColumn("source", "text")
      .addColumn("last_applied_at", "text", (c) => c.notNull())
      .addPrimaryKeyConstraint("managed_objects_key", ["kind", "id"])
      .execute();
    // It holds refusals only, so that a push that succeeds does not write to it.
    await sql`
      create index audit_entries_refused_pushes_index on audit_entries (integration_id, at)
      where kind = 'scim' and outcome = 'refused'`.execute(db);
  },
};
