import { sql } from "kysely";
import { Client } from "pg";
import type { Database } from "../../../src/server/store/database";
import { openDatabase } from "../../../src/server/store/open-database";
import { addManyUsers } from "../support/many-users";
import { onPostgresql } from "../support/postgresql";
import { type Connection, TestServer } from "../support/running-server";

/** The lock by which kysely lets one process at a time migrate. */
const MIGRATION_LOCK = "3853314791062309107";
/** In the address of a database: limits that tests can wait for, in milliseconds. */
const SHORT_LIMITS = "?statement_timeout=200&lock_timeout=100";
const DEADLINE = 30_000;

onPostgresql(() => {
  let server: TestServer;
  let to: Connection;
  let address: string;
  let other: Client;

  beforeAll(async () => {
    TestServer.engine = "postgresql";
    server = await TestServer.start();
    address = server.database;
    to = await server.connected("okta");
    await addManyUsers(server, to.id, 10);
    other = new Client({ connectionString: address });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await server.stop();
  });
  afterEach(() => other.query("rollback"));

  async function settings(db: Database): Promise<string[]> {
    const { rows } = await sql<{ setting: string }>`
      select setting from pg_settings where name in ('statement_timeout', 'lock_timeout') order by name
    `.execute(db);
    return rows.map(({ setting }) => setting);
  }

  /** Waits until a statement of the server has waited for a lock longer than {@link SHORT_LIMITS} allow. */
  async function lockedForLong(): Promise<void> {
    for (const end = Date.now() + DEADLINE; Date.now() < end; ) {
      // A transaction sees one picture of the activity, unless it asks for a new one.
      await other.query("select pg_stat_clear_snapshot()");
      const { rowCount } = await other.query(`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
          and clock_timestamp() - query_start > interval '400 ms'`);
      if (rowCount !== 0) return;
    }
    throw new Error("no statement waited for a lock");
  }

  test("a statement may run for 30 seconds and wait for a lock for 5", async () => {
    const db = await openDatabase(address);
    expect(await settings(db)).toEqual(["5000", "30000"]);
    await db.destroy();
  });

  test("the address may set other limits", async () => {
    const db = await openDatabase(address + SHORT_LIMITS);
    expect(await settings(db)).toEqual(["100", "200"]);
    await db.destroy();
  });

  test("a migration waits as long as it takes", async () => {
    await other.query("begin");
    await other.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    const opening = openDatabase(address + SHORT_LIMITS);
    await lockedForLong();
    await other.query("commit");
    await (await opening).destroy();
  });

  describe("with short limits", () => {
    beforeAll(async () => {
      await server.close();
      await server.open({ database: address + SHORT_LIMITS });
    });

    test("a request that waits too long for a lock gets 503 with Retry-After", async () => {
      await other.query("begin");
      await other.query("lock table scim_users in access exclusive mode");
      const answer = await server.scim(to, "GET", "/Users?count=1");
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
    });

    test("a new mapping waits as long as it takes", async () => {
      await other.query("begin");
      await other.query("select from identities where id = 'user-1' for update");
      const changing = server.api("PUT", `/scim/v1/integrations/${to.id}/mapping`, {
        identityNameField: "USER_NAME",
        authPolicyId: "default",
        externalIdField: "USER_NAME",
        externalIdCustomPath: null,
      });
      await lockedForLong();
      await other.query("commit");
      expect((await changing).status).toBe(200);
    });
  });
});
