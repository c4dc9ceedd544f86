import type { Kysely, Migration } from "kysely";

/** Remembers the controller that has the identities of this database. At most one row. */
export const controllerBinding: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("controller_binding")
      .addColumn("id", "integer", (c) => c.primaryKey())
      .addColumn("controller_id", "text", (c) => c.notNull())
      .addColumn("address", "text", (c) => c.notNull())
      .addColumn("bound_at", "text", (c) => c.notNull())
      .execute();
  },
};
