import { type Kysely, sql } from "kysely";
import * as z from "zod/mini";
import { type AuditEntry, auditList } from "../../../../src/contract/gateway/audit";
import { totals } from "../../../../src/server/store/migrations/0004-totals";
import { openDatabase } from "../../../../src/server/store/open-database";
import { type Connection, read, TestServer } from "../../support/running-server";

const created = z.object({ id: z.string() });
const listed = z.object({ totalResults: z.int(), itemsPerPage: z.int(), Resources: z.array(created) });

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

async function addUsers(to: Connection, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    ids.push(read(created, await server.scim(to, "POST", "/Users", { userName: `user-${at}` })).id);
  }
  return ids;
}

const page = async (to: Connection, startIndex: number, count: number, more = "") =>
  read(listed, await server.scim(to, "GET", `/Users?startIndex=${startIndex}&count=${count}${more}`));

const idsOf = (list: { readonly Resources: readonly { readonly id: string }[] }) =>
  list.Resources.map(({ id }) => id);

const totalOf = async (to: Connection, path: string) =>
  read(listed, await server.scim(to, "GET", `${path}?count=0`)).totalResults;

test("a page is the same when walked to, read first, or read again", async () => {
  const to = await server.connected("okta");
  const all = (await addUsers(to, 12)).sort();
  for (let round = 0; round < 2; round++) {
    expect(idsOf(await page(to, 9, 4))).toEqual(all.slice(8, 12));
    for (let at = 0; at < 12; at += 4)
      expect(idsOf(await page(to, at + 1, 4))).toEqual(all.slice(at, at + 4));
  }
  expect(idsOf(await page(to, 3, 4))).toEqual(all.slice(2, 6));
  expect(await page(to, 13, 4)).toMatchObject({ totalResults: 12, itemsPerPage: 0 });
});

test("a page is right again after users were added or deleted", async () => {
  const to = await server.connected("okta");
  const all = (await addUsers(to, 10)).sort();
  for (const startIndex of [1, 4, 7]) await page(to, startIndex, 3);
  await server.scim(to, "DELETE", `/Users/${all[1]}`);
  const left = all.filter((_, at) => at !== 1);
  expect(idsOf(await page(to, 4, 3))).toEqual(left.slice(3, 6));
  expect((await page(to, 7, 3)).totalResults).toBe(9);
  const made = read(created, await server.scim(to, "POST", "/Users", { userName: "late" })).id;
  const now = [...left, made].sort();
  for (const at of [0, 3, 6]) expect(idsOf(await page(to, at + 1, 3))).toEqual(now.slice(at, at + 3));
});

test("the total counts this integration's users and groups, however they were added or deleted", async () => {
  const [to, other] = [await server.connected("okta"), await server.connected("entra")];
  const [first = "", second = "", third = ""] = await addUsers(to, 3);
  await server.scim(other, "POST", "/Users", { userName: "elsewhere" });
  const group = read(created, await server.scim(to, "POST", "/Groups", { displayName: "Sales" })).id;
  expect([await totalOf(to, "/Users"), await totalOf(to, "/Groups")]).toEqual([3, 1]);
  expect([await totalOf(other, "/Users"), await totalOf(other, "/Groups")]).toEqual([1, 0]);
  await server.scim(to, "DELETE", `/Users/${first}`);
  await server.scim(to, "DELETE", `/Groups/${group}`);
  expect([await totalOf(to, "/Users"), await totalOf(to, "/Groups")]).toEqual([2, 0]);
  const identities = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
  const known = read(identities, await server.edge("GET", "/identities")).data;
  await server.edge("DELETE", `/identities/${known.find(({ name }) => name === "user-1")?.id}`);
  expect(idsOf(await page(to, 1, 5))).toEqual([third]);
  expect(await totalOf(to, "/Users")).toBe(1);
  expect((await server.scim(to, "GET", `/Users/${second}`)).status).toBe(404);
});

test("a refused user does not count", async () => {
  const to = await server.connected("okta");
  await addUsers(to, 2);
  expect((await server.scim(to, "POST", "/Users", { userName: "USER-1" })).status).toBe(409);
  expect(await totalOf(to, "/Users")).toBe(2);
});

test("a database from before the totals keeps its rows and counts them", async () => {
  const to = await server.connected("okta");
  const [member = ""] = await addUsers(to, 3);
  const emails = [{ value: "ada@example.com", type: "work" }];
  await server.scim(to, "POST", "/Users", { userName: "ada", emails });
  await server.scim(to, "POST", "/Groups", { displayName: "Sales", members: [{ value: member }] });
  const audited = await auditLog();
  await server.close();
  await addTotalsAgain(server.database);
  await server.open();
  expect([await totalOf(to, "/Users"), await totalOf(to, "/Groups")]).toEqual([4, 1]);
  const found = async (path: string) => read(listed, await server.scim(to, "GET", path)).totalResults;
  const byEmail = encodeURIComponent('emails[type eq "work"].value eq "ada@example.com"');
  expect(await found(`/Users?filter=${byEmail}`)).toBe(1);
  expect(await found(`/Groups?filter=${encodeURIComponent(`members.value eq "${member}"`)}`)).toBe(1);
  expect(await auditLog()).toEqual(expect.arrayContaining(audited));
  await server.scim(to, "POST", "/Users", { userName: "next" });
  expect(await totalOf(to, "/Users")).toBe(5);
});

async function auditLog(): Promise<readonly AuditEntry[]> {
  const answer = await server.api("GET", `/core/v3/networks/${server.running.networkId}/audit?size=100`);
  return read(auditList, answer)._embedded?.auditEntryList ?? [];
}

/** Takes the totals away, as in a database from before them, and runs the migration that adds them. */
async function addTotalsAgain(location: string): Promise<void> {
  const db = (await openDatabase(location)) as Kysely<unknown>;
  const isPostgres = TestServer.engine === "postgresql";
  const tables = ["scim_users", "scim_groups"];
  for (const [trigger, table] of [
    ...tables.flatMap((table) =>
      [`${table}_added`, `${table}_removed`].map((name) => [name, table] as const),
    ),
    ["integrations_removed", "integrations"] as const,
  ]) {
    const on = isPostgres ? sql`on ${sql.table(table)}` : sql``;
    await sql`drop trigger ${sql.ref(trigger)} ${on}`.execute(db);
  }
  for (const name of isPostgres ? ["added", "removed", "dropped"] : []) {
    await sql`drop function ${sql.raw(`scim_totals_${name}`)}`.execute(db);
  }
  await sql`drop table scim_totals`.execute(db);
  await totals.up(db);
  await db.destroy();
}
