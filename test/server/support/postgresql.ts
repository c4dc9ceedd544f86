import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../../src/server/store/open-database";
import { type GuardedFolder, guardedFolder } from "./guarded-folder";
import { runStatement } from "./run-statement";
import { postgresqlBinaries, startPostgresql } from "./throwaway-postgresql";

/**
 * The variable with the folder of this run's server. It is set before the first test file, for all workers.
 */
const FOLDER_VARIABLE = "NETFOUNDRY_TEST_POSTGRESQL";
const START_DEADLINE = 60_000;
/**
 * The sort order of a language, as most databases have it. Where the server needs another order, it must ask.
 */
const LOCALE = "template template0 locale_provider icu icu_locale 'en-US'";
/** The database that the others are copies of. It has the tables, which take longer to make than a copy. */
const TEMPLATE = "with_tables";

/**
 * Empties a database with the server's tables, in half of the time that a new one takes. Triggers would keep
 * the audit log. A migration made the row of audit_retention.
 */
const EMPTY = `
  select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid();
  set session_replication_role = replica;
  do $$ declare filled text; begin
    select string_agg(quote_ident(relname), ', ') into filled from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0
        and relname not like 'kysely%' and relname <> 'audit_retention';
    if filled is not null then execute 'truncate ' || filled || ' restart identity cascade'; end if;
    delete from audit_retention;
    insert into audit_retention (id, keep_from) values (1, '');
  end $$`;
/** Emptied databases. The next test of the file takes one. */
const emptied: TestDatabase[] = [];

/** A database of this run's PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Where jest's setup leaves the folder for its teardown. The two do not share modules. */
const shared = globalThis as { netfoundryTestPostgresql?: GuardedFolder };

/** Registers the tests on PostgreSQL. Without PostgreSQL, one skipped test says so. */
export function onPostgresql(define: () => void): void {
  if (postgresqlBinaries() === null) {
    test.skip("on PostgreSQL: initdb is missing; install postgresql or set PG_BIN", () => {});
    return;
  }
  // The first test waits for the server to be made, and a busy machine takes its time.
  jest.setTimeout(60_000);
  describe("on PostgreSQL", () => {
    define();
    afterAll(async () => {
      for (const database of emptied.splice(0)) await database.drop();
    });
  });
}

/**
 * Makes the folder of this run's PostgreSQL. The first test that needs the server starts it. It ends with the
 * run.
 */
export function preparePostgresql(): void {
  shared.netfoundryTestPostgresql = guardedFolder("netfoundry-scim-postgresql-");
  process.env[FOLDER_VARIABLE] = shared.netfoundryTestPostgresql.folder;
}

/** Stops this run's PostgreSQL if a test started it, and removes its folder. */
export async function stopPostgresql(): Promise<void> {
  await shared.netfoundryTestPostgresql?.remove();
}

/** A database with the empty tables of the server. `drop` empties it for the next test of the file. */
export async function makeDatabase(): Promise<TestDatabase> {
  const database = emptied.pop() ?? (await newDatabase(`template ${TEMPLATE}`));
  return {
    url: database.url,
    drop: async () => {
      await runStatement(database.url, EMPTY);
      emptied.push(database);
    },
  };
}

/** A new database with nothing in it. */
export function makeBareDatabase(): Promise<TestDatabase> {
  return newDatabase(LOCALE);
}

async function newDatabase(origin: string): Promise<TestDatabase> {
  const server = await startedServer();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runStatement(`${server}/postgres`, `create database ${name} ${origin}`);
  return {
    url: `${server}/${name}`,
    drop: () => runStatement(`${server}/postgres`, `drop database if exists ${name} with (force)`),
  };
}

/**
 * The URL of the server without a database. When several workers ask at once, one starts the server and the
 * others wait.
 */
async function startedServer(): Promise<string> {
  const folder = process.env[FOLDER_VARIABLE];
  if (folder === undefined) throw new Error(`${FOLDER_VARIABLE} is not set; jest's globalSetup sets it`);
  const ready = join(folder, "url");
  try {
    mkdirSync(join(folder, "starting"));
  } catch {
    for (const end = Date.now() + START_DEADLINE; !existsSync(ready); ) {
      if (Date.now() > end) throw new Error("PostgreSQL did not start in another worker");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return readFileSync(ready, "utf8");
  }
  const url = await startPostgresql(folder);
  await runStatement(`${url}/postgres`, `create database ${TEMPLATE} ${LOCALE}`);
  await (await openDatabase(`${url}/${TEMPLATE}`)).destroy();
  writeFileSync(ready, url);
  return url;
}
