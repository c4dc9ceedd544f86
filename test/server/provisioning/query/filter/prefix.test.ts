import fc from "fast-check";
import { type CompiledQuery, sql } from "kysely";
import SqliteDatabase from "libsql";
import * as z from "zod/mini";
import { GROUP, type ResourceKind, USER } from "../../../../../src/contract/scim/resource";
import { planFilter } from "../../../../../src/server/provisioning/query/filter/plan-filter";
import { endOfPrefix } from "../../../../../src/server/provisioning/query/filter/prefix";
import {
  SEARCHABLE_GROUPS,
  SEARCHABLE_USERS,
} from "../../../../../src/server/provisioning/query/filter/searchable";
import { SORT_COLUMNS } from "../../../../../src/server/provisioning/query/order/sort-columns";
import {
  byteOrderOf,
  ofIntegration,
  selectRange,
} from "../../../../../src/server/provisioning/query/select-page";
import { readFilter } from "../../../../../src/server/scim/lists/read-filter";
import { BY_ID } from "../../../../../src/server/scim/lists/sort-by";
import type { Database } from "../../../../../src/server/store/database";
import { openDatabase } from "../../../../../src/server/store/open-database";
import { type Connection, read, TestServer } from "../../../support/running-server";

const listed = z.object({
  Resources: z.array(
    z.object({
      userName: z.string(),
      externalId: z.string(),
      displayName: z.string(),
      emails: z.array(z.object({ value: z.string() })),
    }),
  ),
});
type Person = z.infer<typeof listed>["Resources"][number];

const USERS = 40;
const INDEXED = 3000;

/**
 * The first and last characters of one, two, three and four bytes in UTF-8 that a text may have, the
 * neighbours of the surrogates, and letters with case.
 */
const SIGNS = [
  ..."aZ~\u00a0\u07ff\u0800\ud7ff\ue000\ufffe\uffff",
  ..."\u{10000}\u{10fffe}\u{10ffff}ΣİẞÄ%_'\"\\",
];
const text = fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 4 }).map((all) => all.join(""));

/** The model: how each attribute compares, by its filter. */
const ATTRIBUTES: Readonly<Record<string, (person: Person, prefix: string) => boolean>> = {
  userName: ({ userName }, prefix) => userName.toLowerCase().startsWith(prefix.toLowerCase()),
  externalId: ({ externalId }, prefix) => externalId.startsWith(prefix),
  displayName: ({ displayName }, prefix) => displayName.toLowerCase().startsWith(prefix.toLowerCase()),
  "emails.value": ({ emails }, prefix) =>
    emails.some(({ value }) => value.toLowerCase().startsWith(prefix.toLowerCase())),
};

test("a range holds exactly the texts with a prefix, whatever their characters are", () => {
  const bytes = (some: string) => Buffer.from(some, "utf8");
  fc.assert(
    fc.property(text, fc.oneof(text, fc.constant("")), text, (prefix, rest, other) => {
      const end = endOfPrefix(prefix);
      for (const candidate of [prefix + rest, other, other + prefix, end ?? other]) {
        const isReached = Buffer.compare(bytes(candidate), bytes(prefix)) >= 0;
        const isWithin = isReached && (end === null || Buffer.compare(bytes(candidate), bytes(end)) < 0);
        expect([prefix, candidate, isWithin]).toEqual([prefix, candidate, candidate.startsWith(prefix)]);
      }
    }),
    { numRuns: 2000 },
  );
});

describe("in the store", () => {
  let server: TestServer;
  let to: Connection;
  let people: readonly Person[];

  const search = async (filter: string) =>
    read(listed, await server.scim(to, "POST", "/Users/.search", { filter, count: 500 })).Resources;

  beforeAll(async () => {
    server = await TestServer.start();
    to = await server.connected("okta", { externalIdField: "NONE" });
    const given = fc.sample(fc.tuple(text, text, text, text), USERS);
    for (const [at, [userName, externalId, displayName, value]] of given.entries()) {
      const emails = [{ value: `${value}@x.example` }];
      const body = { userName: `${userName}${at}`, externalId, displayName, emails };
      expect((await server.scim(to, "POST", "/Users", body)).status).toBe(201);
    }
    people = read(listed, await server.scim(to, "GET", `/Users?count=${USERS}`)).Resources;
  });
  afterAll(() => server.stop());

  test("sw finds the users that the model finds, whatever the characters of the prefix are", async () => {
    const prefix = fc.oneof(text, fc.nat(USERS - 1).chain(beginnings));
    const attribute = fc.constantFrom(...Object.keys(ATTRIBUTES));
    await fc.assert(
      fc.asyncProperty(attribute, prefix, fc.boolean(), async (name, wanted, isOpposite) => {
        const filter = `${name} sw ${JSON.stringify(wanted)}`;
        const found = await search(isOpposite ? `not (${filter})` : filter);
        expect(found).toEqual(people.filter((one) => ATTRIBUTES[name]?.(one, wanted) !== isOpposite));
      }),
      { numRuns: 150 },
    );
  });

  /** The start of a value of one of the users. */
  function beginnings(at: number): fc.Arbitrary<string> {
    const { userName = "", externalId = "", displayName = "", emails = [] } = people[at] ?? {};
    return fc
      .tuple(
        fc.constantFrom(userName, externalId, displayName, emails[0]?.value ?? ""),
        fc.integer({ min: 1, max: 3 }),
      )
      .map(([whole, length]) => [...whole].slice(0, length).join(""));
  }
});

describe("an index finds", () => {
  let server: TestServer;
  let db: Database;
  let integrationId: string;

  beforeAll(async () => {
    server = await TestServer.start();
    integrationId = (await server.connected("okta")).id;
    db = await openDatabase(server.database);
    await fill(db, integrationId);
  });
  afterAll(async () => {
    await db.destroy();
    await server.stop();
  });

  test.each([
    ["User", "userName", "user_name_key"],
    ["User", "externalId", "external_id"],
    ["User", "displayName", "display_name_key"],
    ["User", "emails.value", "value_key"],
    ["Group", "displayName", "display_name_key"],
    ["Group", "externalId", "external_id"],
  ])("the values that start with a text: %s %s", async (kind, name, column) => {
    const range = TestServer.engine === "postgresql" ? `${column} >= ` : `${column}>? AND ${column}<?`;
    const statement = statementOf(db, kind === "User" ? USER : GROUP, `${name} sw "text-12"`, integrationId);
    const lines = await explained(db, statement, server.database);
    expect(lines.filter((line) => /index/i.test(line) && line.includes(range))).not.toEqual([]);
  });
});

/** Adds so many users and groups that the engine uses an index. */
async function fill(db: Database, id: string): Promise<void> {
  const numbers = sql`(
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${INDEXED})
    select 'text-' || n as t from numbers) as numbered`;
  const of = sql`(select network_id from integrations where id = ${id})`;
  await sql`
    insert into identities
      (id, network_id, name, auth_policy_id, is_admin, settings, tags, created_at, updated_at)
    select t, ${of}, t, 'default', 0, '{}', '{}', '', '' from ${numbers}`.execute(db);
  const columns = sql.raw(
    "id, integration_id, external_id, display_name_key, attributes, version, created_at, last_modified",
  );
  const values = sql`t, cast(${id} as text), t, t, '{}', 1, '', ''`;
  await sql`insert into scim_users (${columns}, identity_id, user_name, user_name_key)
    select ${values}, t, t, t from ${numbers}`.execute(db);
  await sql`insert into scim_user_emails (user_id, position, value_key, is_primary)
    select t, 0, t, 1 from ${numbers}`.execute(db);
  await sql`insert into scim_groups (${columns}, display_name) select ${values}, t from ${numbers}`.execute(
    db,
  );
  if (TestServer.engine === "postgresql") await sql`analyze`.execute(db);
}

function statementOf(db: Database, kind: ResourceKind, filter: string, integrationId: string): CompiledQuery {
  const table = kind === USER ? "scim_users" : "scim_groups";
  const searchable = kind === USER ? SEARCHABLE_USERS : SEARCHABLE_GROUPS;
  const plan = planFilter(readFilter(kind, filter), searchable, byteOrderOf(db));
  const column = SORT_COLUMNS[table].id;
  if (plan.kind !== "sql" || column === undefined) throw new Error(`${filter} is scanned for`);
  const source = {
    table,
    selection: () => [sql.ref(`${table}.id`)],
  } as const;
  const conditions = [ofIntegration(integrationId), plan.condition];
  const list = { db, source, column, order: { by: BY_ID, descending: false }, conditions } as const;
  return selectRange(list, { position: [], skip: 0, limit: 101 }).compile(db);
}

/** The lines of the engine's query plan. */
async function explained(db: Database, statement: CompiledQuery, location: string): Promise<string[]> {
  if (TestServer.engine === "postgresql") {
    const { rows } = await db.executeQuery({ ...statement, sql: `explain ${statement.sql}` });
    return rows.map((row) => JSON.stringify(row));
  }
  const file = new SqliteDatabase(location, { readonly: true });
  const rows = file.prepare(`explain query plan ${statement.sql}`).all([...statement.parameters]);
  file.close();
  return rows.map((row) => JSON.stringify(row));
}
