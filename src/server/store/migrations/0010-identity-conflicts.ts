import type { Kysely, Migration } from "kysely";

/** What an integration does when a pushed user meets an identity that has its name or external ID. */
export const identityConflicts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [column, value] of [
      ["identity_name_conflict", "refuse"],
      ["adopt_identities", "never"],
    ] as const) {
      await db.schema
        .alterTable("integrations")
        .addColumn(column, "text", (c) => c.notNull().defaultTo(value))
        .execute();
    }
  },
};
