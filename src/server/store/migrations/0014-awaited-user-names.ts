import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";
import { foldText } from "../../../contract/scim/fold-text";

/** How many rows one statement reads. */
const BATCH = 1000;

interface Keyed {
  readonly id: string;
  readonly user_name_key: string;
}

/**
 * Lets a userName pass to the user who has it too. Migration 0011 left such a user its former key, because
 * another user had the new one. When that user goes or is renamed, a trigger gives the key to the user who
 * waits for it. Otherwise a newcomer could take the name.
 */
export const awaitedUserNames: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable("scim_users").addColumn("awaited_user_name_key", "text").execute();
    await sql`
      create index scim_users_awaited_index on scim_users (integration_id, awaited_user_name_key)
      where awaited_user_name_key is not null`.execute(db);
    if (db.getExecutor().adapter instanceof PostgresAdapter) await passOnPostgres(db);
    else await passOnSqlite(db);
    await awaitKeys(db);
  },
};

/** Lets every user whose key is not composed have or await the composed one. */
export async function awaitKeys(db: Kysely<unknown>): Promise<void> {
  for (let after = ""; ; ) {
    const { rows } = await sql<Keyed>`
      select id, user_name_key from scim_users where id > ${after} order by id limit ${BATCH}`.execute(db);
    for (const row of rows) if (foldText(row.user_name_key) !== row.user_name_key) await awaitKey(db, row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

async function awaitKey(db: Kysely<unknown>, { id, user_name_key }: Keyed): Promise<void> {
  const key = foldText(user_name_key);
  await sql`update scim_users set awaited_user_name_key = ${key} where id = ${id}`.execute(db);
  await sql`
    update scim_users set user_name_key = awaited_user_name_key, awaited_user_name_key = null
    where id = ${id} and not exists (
      select 1 from scim_users as other
      where other.integration_id = scim_users.integration_id and other.user_name_key = ${key})`.execute(db);
}

/** Gives the key that a row had to the first user who waits for it. */
const PASS_ON = `
  update scim_users set user_name_key = old.user_name_key, awaited_user_name_key = null
  where id = (
    select id from scim_users
    where integration_id = old.integration_id and awaited_user_name_key = old.user_name_key
    order by id limit 1);`;

const EVENTS = {
  scim_users_key_left: "after delete on scim_users for each row",
  scim_users_key_changed:
    "after update of user_name_key on scim_users for each row when (new.user_name_key <> old.user_name_key)",
} as const;

async function passOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const [name, event] of Object.entries(EVENTS)) {
    await sql.raw(`create trigger ${name} ${event} begin ${PASS_ON} end`).execute(db);
  }
}

async function passOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create function scim_users_pass_key() returns trigger language plpgsql as $$
       begin ${PASS_ON} return null; end $$`,
    )
    .execute(db);
  for (const [name, event] of Object.entries(EVENTS)) {
    await sql.raw(`create trigger ${name} ${event} execute function scim_users_pass_key()`).execute(db);
  }
}
