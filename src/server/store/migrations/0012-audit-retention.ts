import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

/**
 * Lets old entries of the audit log go. A table of one row says from which instant on the database keeps
 * them. At first it keeps all.
 */
export const auditRetention: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("audit_retention")
      .addColumn("id", "integer", (c) => c.primaryKey().check(sql`id = 1`))
      .addColumn("keep_from", "text", (c) => c.notNull())
      .execute();
    await sql`insert into audit_retention (id, keep_from) values (1, '')`.execute(db);
    if (db.getExecutor().adapter instanceof PostgresAdapter) await refuseOnPostgres(db);
    else await refuseOnSqlite(db);
  },
};

/** The condition that keeps an entry. Without a row in the table, every entry is kept. */
const IS_KEPT = "old.at >= coalesce((select keep_from from audit_retention), '')";
const MESSAGE = "the audit log is append-only: an entry stays until it is older than the retention";

async function refuseOnSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger audit_entries_no_delete`.execute(db);
  await sql`
    create trigger audit_entries_no_early_delete before delete on audit_entries when ${sql.raw(IS_KEPT)}
    begin select raise(abort, ${sql.lit(MESSAGE)}); end`.execute(db);
}

async function refuseOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger audit_entries_no_change on audit_entries`.execute(db);
  await sql`
    create trigger audit_entries_no_update before update on audit_entries
    for each row execute function audit_entries_append_only()`.execute(db);
  // No trigger of a row sees this statement.
  await sql`
    create trigger audit_entries_no_truncate before truncate on audit_entries
    for each statement execute function audit_entries_append_only()`.execute(db);
  await sql`
    create function audit_entries_keep() returns trigger language plpgsql as $$
    begin
      if ${sql.raw(IS_KEPT)} then raise exception ${sql.lit(MESSAGE)}; end if;
      return old;
    end $$`.execute(db);
  await sql`
    create trigger audit_entries_no_early_delete before delete on audit_entries
    for each row execute function audit_entries_keep()`.execute(db);
}
