import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GuardedFolder, guardedFolder } from "./guarded-folder";
import { runStatement } from "./run-statement";
import { postgresqlBinaries, startPostgresql } from "./throwaway-postgresql";

/** Names the folder of this run's server; set once, before the first test file, and seen by every worker. */
const FOLDER_VARIABLE = "NETFOUNDRY_TEST_POSTGRESQL";
const START_DEADLINE = 60_000;
/**
 * That of a language, as most databases have it: where the server needs another order, it has to ask for it.
 */
const LOCALE = "template template0 locale_provider icu icu_locale 'en-US'";

/** Where jest's setup leaves the folder for its teardown, which gets modules of its own. */
const shared = globalThis as { netfoundryTestPostgresql?: GuardedFolder };

/** Registers the tests against PostgreSQL; where it is not installed, one skipped test says so. */
export function onPostgresql(define: () => void): void {
  if (postgresqlBinaries() === null) {
    test.skip("on PostgreSQL: no initdb was found; install postgresql or set PG_BIN to its bin folder", () => {});
    return;
  }
  // The first test waits for the server to be made, and a busy machine takes its time.
  jest.setTimeout(60_000);
  describe("on PostgreSQL", define);
}

/**
 * Makes a place for this run's PostgreSQL, which the first test that needs it starts and which ends with the
 * run.
 */
export function preparePostgresql(): void {
  shared.netfoundryTestPostgresql = guardedFolder("netfoundry-scim-postgresql-");
  process.env[FOLDER_VARIABLE] = shared.netfoundryTestPostgresql.folder;
}

/** Stops this run's PostgreSQL when a test started it, and leaves nothing behind. */
export async function stopPostgresql(): Promise<void> {
  await shared.netfoundryTestPostgresql?.remove();
}

/** A new, empty database of this run's PostgreSQL. */
export async function makeDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const server = await startedServer();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runStatement(`${server}/postgres`, `create database ${name} ${LOCALE}`);
  return {
    url: `${server}/${name}`,
    drop: () => runStatement(`${server}/postgres`, `drop database if exists ${name} with (force)`),
  };
}

/**
 * The URL of the server without a database; of the workers that ask at once, one starts it and the others
 * wait.
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
  writeFileSync(ready, url);
  return url;
}
