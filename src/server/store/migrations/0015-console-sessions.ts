import type { Kysely, Migration } from "kysely";

/** Sessions of the console. A person who signs in has a cookie, and one key for each tab of the browser. */
export const consoleSessions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("console_sessions")
      .addColumn("key_hash", "text", (c) => c.primaryKey())
      .addColumn("cookie_hash", "text", (c) => c.notNull())
      .addColumn("client_id", "text", (c) => c.notNull())
      .addColumn("network_id", "text", (c) => c.notNull().references("networks.id").onDelete("cascade"))
      .addColumn("idle_at", "text", (c) => c.notNull())
      .addColumn("ends_at", "text", (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex("console_sessions_cookie_hash_index")
      .on("console_sessions")
      .column("cookie_hash")
      .execute();
  },
};
