import type { Kysely, Migration } from "kysely";

/** What a client gave with a mint, so that it finds its token again when the answer was lost. */
export const tokenTags: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable("tokens").addColumn("tag", "text").execute();
  },
};
