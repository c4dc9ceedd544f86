import { sql } from "kysely";
import { Client, escapeLiteral } from "pg";
import { embeddedIdentities } from "../../../src/server/network/embedded/embedded-identities";
import { scimBackend } from "../../../src/server/provisioning/scim-backend";
import type { Database } from "../../../src/server/store/database";
import { openDatabase } from "../../../src/server/store/open-database";
import { onPostgresql } from "../support/postgresql";
import { TestServer } from "../support/running-server";

const USERS = 2000;
const SMALL_GROUPS = 400;

interface Statement {
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}

interface Plan {
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

onPostgresql(() => {
  let server: TestServer;
  let db: Database;
  beforeAll(async () => {
    TestServer.engine = "postgresql";
    server = await TestServer.start();
    db = await openDatabase(server.database);
  });
  afterAll(async () => {
    await db.destroy();
    await server.stop();
  });

  test("joining or leaving a large group costs as much as a small one, where most are small", async () => {
    const { id } = await server.connected("okta");
    await fill(db, id);
    const backend = scimBackend({
      identities: embeddedIdentities,
      db,
      clock: () => server.now,
      integrationId: id,
      warn: () => undefined,
      recordChanges: async () => undefined,
    });
    const change = (members: { readonly add: string[]; readonly remove: string[] }) =>
      backend.transaction((writes) =>
        writes.changeGroup("large", {
          attributes: { displayName: "large" },
          clearMembers: false,
          ...members,
        }),
      );
    const leaving = await statementsOf(() => change({ add: [], remove: ["t7"] }));
    const joining = await statementsOf(() => change({ add: ["t7"], remove: [] }));
    expect(await mostRead(server.database, leaving)).toBeLessThan(SMALL_GROUPS);
    await change({ add: [], remove: ["t7"] });
    expect(await mostRead(server.database, joining)).toBeLessThan(SMALL_GROUPS);
  });
});

/** One group with all users and many with two. */
async function fill(db: Database, id: string): Promise<void> {
  const numbers = (count: number) =>
    sql`(select n, 't' || n as t from generate_series(1, ${sql.lit(count)}) as n) as numbered`;
  await sql`
    insert into identities
      (id, network_id, name, auth_policy_id, is_admin, settings, tags, created_at, updated_at)
    select t, (select network_id from integrations where id = ${id}), t, 'default', 0, '{}', '{}', '', ''
    from ${numbers(USERS)}`.execute(db);
  await sql`
    insert into scim_users
      (id, integration_id, identity_id, user_name, user_name_key, attributes, version, created_at,
        last_modified)
    select t, ${id}, t, t, t, '{}', 1, '', '' from ${numbers(USERS)}`.execute(db);
  await sql`
    insert into scim_groups
      (id, integration_id, display_name, display_name_key, attributes, version, created_at, last_modified)
    select t, ${id}, t, t, '{"displayName":"large"}', 1, '', ''
    from (select 'large' as t union all select t from ${numbers(SMALL_GROUPS)}) as named`.execute(db);
  await sql`insert into scim_group_members (group_id, user_id)
    select 'large', t from ${numbers(USERS)}
    union all
    select t, 't' || (n + many)
    from ${numbers(SMALL_GROUPS)}, (values (100), (900)) as offsets (many)`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

/** The prepared statements that some work runs, in order. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const spy = jest.spyOn(Client.prototype, "query");
  try {
    await work();
    return spy.mock.calls
      .map(([query]) => query as unknown as Statement)
      .filter(({ values = [] }) => values.length > 0);
  } finally {
    spy.mockRestore();
  }
}

/** The largest number of rows that one of the statements reads, by its generic plan. */
async function mostRead(database: string, statements: readonly Statement[]): Promise<number> {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("set local plan_cache_mode = force_generic_plan");
    const counts: number[] = [];
    for (const [at, { text, values }] of statements.entries()) {
      const literals = values.map((value) => (value === null ? "null" : escapeLiteral(String(value))));
      await client.query(`prepare statement_${at} as ${text}`);
      const { rows } = await client.query(
        `explain (analyze, format json) execute statement_${at} (${literals.join(", ")})`,
      );
      counts.push(rowsRead(rows[0]["QUERY PLAN"][0].Plan));
    }
    expect(counts.length).toBeGreaterThan(4);
    return Math.max(...counts);
  } finally {
    await client.end();
  }
}

function rowsRead(plan: Plan): number {
  const own = (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"];
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsRead(part), own);
}
