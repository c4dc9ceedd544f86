import { type Kysely, type Migration, sql } from "kysely";

/**
 * Adds the number of members to each group, so that adding one member need not count the others. Adds the
 * numbers of a change to the audit log.
 */
export const groupCounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable("scim_groups")
      .addColumn("members_at_most", "integer", (c) => c.notNull().defaultTo(0))
      .execute();
    await sql`
      update scim_groups set members_at_most =
        (select count(*) from scim_group_members where group_id = scim_groups.id)`.execute(db);
    await db.schema
      .alterTable("audit_entries")
      .addColumn("counts", "text", (c) => c.notNull().defaultTo("{}"))
      .execute();
  },
};
