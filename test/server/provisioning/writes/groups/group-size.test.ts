import { sql } from "kysely";
import { MAX_MEMBERS } from "../../../../../src/server/scim/size-limits";
import type { Database } from "../../../../../src/server/store/database";
import { openDatabase } from "../../../../../src/server/store/open-database";
import { Network } from "../../../support/network";
import type { Answer, Connection } from "../../../support/running-server";

let network: Network;
let to: Connection;
let db: Database;
beforeAll(async () => {
  network = await Network.start();
  to = await network.connect();
  db = await openDatabase(network.server.database);
  await addUsers(MAX_MEMBERS + 1);
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await network.stop();
});

/** Adds the users `u1`, `u2` and so on, in pieces, because PostgreSQL keeps every total of a transaction. */
async function addUsers(count: number): Promise<void> {
  for (let from = 1; from <= count; from += 2000) await addPiece(from, Math.min(from + 1999, count));
}

async function addPiece(from: number, until: number): Promise<void> {
  const numbers = sql`
    with recursive numbers (n) as (
      select ${sql.lit(from)} union all select n + 1 from numbers where n < ${sql.lit(until)})`;
  await sql`${numbers}
    insert into identities
      (id, network_id, name, auth_policy_id, is_admin, settings, tags, created_at, updated_at)
    select 'u' || n, ${network.server.running.networkId}, 'u' || n, 'default', 0, '{}', '{}', '', ''
    from numbers`.execute(db);
  await sql`${numbers}
    insert into scim_users
      (id, integration_id, identity_id, user_name, user_name_key, attributes, version, created_at,
        last_modified)
    select 'u' || n, ${to.id}, 'u' || n, 'u' || n, 'u' || n, '{}', 1, '', '' from numbers`.execute(db);
}

const users = (from: number, until: number) =>
  Array.from({ length: until - from + 1 }, (_, at) => ({ value: `u${from + at}` }));
const quiet = "?excludedAttributes=members";
const post = (members: unknown) =>
  network.server.scim(to, "POST", `/Groups${quiet}`, { displayName: network.fresh("group"), members });
const idOf = ({ body }: Answer) => (body as { id: string }).id;
const add = (id: string, value: unknown) =>
  network.tryPatch(to, `/Groups/${id}`, { op: "add", path: "members", value });
const sizeOf = async (id: string) =>
  ((await network.server.scim(to, "GET", `/Groups/${id}`)).body as { members: unknown[] }).members.length;
const refused = { status: 400, body: { scimType: "invalidValue" } };

/** A group with one member too many, as a former version let it grow. */
async function hugeGroup(): Promise<string> {
  const id = idOf(await post([]));
  await sql`insert into scim_group_members (group_id, user_id)
    select ${id}, id from scim_users where id = identity_id`.execute(db);
  await db
    .updateTable("scim_groups")
    .set({ members_at_most: MAX_MEMBERS + 1 })
    .where("id", "=", id)
    .execute();
  return id;
}

// A sync of 1,102 members stopped for good at a bound of 1,000.
test("POST and PUT take more than a thousand members", async () => {
  const made = await post(users(1, 1102));
  expect(made.status).toBe(201);
  expect(await sizeOf(idOf(made))).toBe(1102);
  const body = { displayName: network.fresh("group"), members: users(600, 2601) };
  const put = await network.server.scim(to, "PUT", `/Groups/${idOf(made)}`, body);
  expect(put.status).toBe(200);
  expect(await sizeOf(idOf(made))).toBe(2002);
});

test("a list of more members than a group may have is refused", async () => {
  const group = idOf(await post([]));
  const members = users(1, MAX_MEMBERS + 1);
  const body = { displayName: network.fresh("group"), members };
  expect(await post(members)).toMatchObject(refused);
  expect(await network.server.scim(to, "PUT", `/Groups/${group}`, body)).toMatchObject(refused);
  expect(await add(group, members)).toMatchObject(refused);
  expect(await sizeOf(group)).toBe(0);
});

test("a PATCH that adds the member beyond the bound is refused, until another has left", async () => {
  const group = await hugeGroup();
  await network.patch(to, `/Groups/${group}`, { op: "remove", path: 'members[value eq "u1"]' });
  expect(await add(group, [{ value: "u1" }])).toMatchObject(refused);
  await network.patch(to, `/Groups/${group}`, { op: "remove", path: 'members[value eq "u2"]' });
  expect((await add(group, [{ value: "u1" }])).status).toBe(204);
});

test("a large group is answered whole and in the order of ids, alone and in a list", async () => {
  const made = await post(users(1, 12_000));
  const expected = users(1, 12_000)
    .map(({ value }) => value)
    .sort();
  const membersIn = (group: unknown) =>
    (group as { members: { value: string }[] }).members.map(({ value }) => value);
  const one = await network.server.scim(to, "GET", `/Groups/${idOf(made)}`);
  expect(membersIn(one.body)).toEqual(expected);
  const filter = encodeURIComponent(`id eq "${idOf(made)}"`);
  const list = await network.server.scim(to, "GET", `/Groups?filter=${filter}`);
  expect(membersIn((list.body as { Resources: unknown[] }).Resources[0])).toEqual(expected);
  expect((await network.server.scim(to, "DELETE", `/Groups/${idOf(made)}`)).status).toBe(204);
  const last = await network.server.edge("GET", '/identities?filter=name="u12000"');
  expect(last.body).toMatchObject({ data: [{ name: "u12000", roleAttributes: [] }] });
});

test("a deleted user makes room for another", async () => {
  const group = await hugeGroup();
  const leaver = await network.addUser(to, network.fresh("leaver"));
  await sql`update scim_group_members set user_id = ${leaver}
    where group_id = ${group} and user_id = 'u3'`.execute(db);
  await network.patch(to, `/Groups/${group}`, { op: "remove", path: 'members[value eq "u4"]' });
  expect(await add(group, ["u3"])).toMatchObject(refused);
  await network.server.scim(to, "DELETE", `/Users/${leaver}`);
  expect((await add(group, ["u3"])).status).toBe(204);
});

test("a larger group of a former version may be put back and may shrink, but not grow", async () => {
  // PostgreSQL then knows nothing of the group, and estimates it from those that were there before.
  await sql`analyze`.execute(db);
  const group = await hugeGroup();
  const { body } = await network.server.scim(to, "GET", `/Groups/${group}${quiet}`);
  const members = users(1, MAX_MEMBERS + 1);
  const put = (list: unknown) =>
    network.server.scim(to, "PUT", `/Groups/${group}${quiet}`, { ...(body as object), members: list });
  expect(await put(members)).toMatchObject({ status: 200, body });
  const newcomer = await network.addUser(to, network.fresh("newcomer"));
  expect(await add(group, [newcomer])).toMatchObject(refused);
  expect((await put(members.slice(3))).status).toBe(200);
});
