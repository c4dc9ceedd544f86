/** A database from before texts compared in Unicode's composed form. */
import type { Kysely } from "kysely";
import * as z from "zod/mini";
import type { Database } from "../../../src/server/store/database";
import { composedKeys } from "../../../src/server/store/migrations/0011-composed-keys";
import { awaitKeys } from "../../../src/server/store/migrations/0014-awaited-user-names";
import { openDatabase } from "../../../src/server/store/open-database";
import { Network } from "../support/network";
import { type Connection, read } from "../support/running-server";

const [COMPOSED, DECOMPOSED] = ["Zo\u00eb", "Zoe\u0308"];
const LONE = "Andre\u0301";

const listed = z.object({ Resources: z.array(z.object({ id: z.string() })) });

let network: Network;
let to: Connection;
let first: string;
let later: string;
let lone: string;
let group: string;
beforeEach(async () => {
  network = await Network.start();
  to = await network.connect();
  first = await network.addUser(to, COMPOSED);
  network.server.advance(1);
  later = await network.addUser(to, "other");
  lone = await network.addUser(to, LONE, { displayName: LONE, emails: [{ value: LONE, type: LONE }] });
  group = await network.addGroup(to, LONE, [later]);
  await network.server.close();
  const db = await openDatabase(network.server.database);
  await makeOld(db);
  // The migrator would run the later ones too.
  await composedKeys.up(db);
  await awaitKeys(db as Kysely<unknown>);
  await db.destroy();
  await network.server.open();
});
afterEach(() => network.stop());

/** Gives the rows the keys of an earlier version, which were in lower case only. */
async function makeOld(db: Database): Promise<void> {
  const name = LONE.toLowerCase();
  const users = db.updateTable("scim_users");
  await users.set({ user_name_key: name, display_name_key: name }).where("id", "=", lone).execute();
  const attributes = JSON.stringify({ userName: DECOMPOSED, active: true });
  const renamed = { user_name: DECOMPOSED, user_name_key: DECOMPOSED.toLowerCase(), attributes };
  await users.set(renamed).where("id", "=", later).execute();
  await db.updateTable("scim_user_emails").set({ value_key: name, type_key: name }).execute();
  await db.updateTable("scim_groups").set({ display_name_key: name }).execute();
}

const found = async (path: string, filter: string) => {
  const answer = await network.server.scim(to, "GET", `${path}?${new URLSearchParams({ filter })}`);
  return read(listed, answer).Resources.map(({ id }) => id);
};

test("what it holds is found in either form", async () => {
  for (const name of [LONE, LONE.normalize("NFC")]) {
    expect(await found("/Users", `userName eq "${name}"`)).toEqual([lone]);
    expect(await found("/Users", `displayName eq "${name}"`)).toEqual([lone]);
    expect(await found("/Users", `emails[type eq "${name}"].value eq "${name}"`)).toEqual([lone]);
    expect(await found("/Groups", `displayName eq "${name}"`)).toEqual([group]);
  }
});

test("two users whose names have become the same stay, are found, and may be put back", async () => {
  for (const name of [COMPOSED, DECOMPOSED]) {
    expect(await found("/Users", `userName eq "${name}"`)).toEqual([first, later]);
    expect(await found("/Groups", `members.display eq "${name}"`)).toEqual([group]);
  }
  for (const id of [first, later]) {
    const { body } = await network.server.scim(to, "GET", `/Users/${id}`);
    const back = await network.server.scim(to, "PUT", `/Users/${id}`, body);
    expect(back).toMatchObject({ status: 200, body: body as object });
    const changed = { ...(body as object), title: "Clerk" };
    expect(await network.server.scim(to, "PUT", `/Users/${id}`, changed)).toMatchObject({ status: 200 });
  }
});

test("a new user with that name is refused", async () => {
  for (const userName of [COMPOSED, DECOMPOSED, DECOMPOSED.toUpperCase()]) {
    const answer = await network.server.scim(to, "POST", "/Users", { userName });
    expect(answer).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
  }
});

test("the later user gets a key of its own when its name changes", async () => {
  await network.patch(to, `/Users/${later}`, { op: "replace", path: "userName", value: "zoe" });
  expect(await found("/Users", 'userName eq "ZOE"')).toEqual([later]);
  expect(await found("/Users", `userName eq "${DECOMPOSED}"`)).toEqual([first]);
});

const create = (userName: string) => network.server.scim(to, "POST", "/Users", { userName });

test.each([
  ["is deleted", () => network.server.scim(to, "DELETE", `/Users/${first}`)],
  ["is renamed", () => network.patch(to, `/Users/${first}`, { op: "replace", path: "userName", value: "x" })],
  [
    "loses its identity",
    async () => network.server.edge("DELETE", `/identities/${(await network.identityOf(first))?.id}`),
  ],
])(
  "when the first of two users with one name %s, the other holds the name from then on",
  async (_how, go) => {
    expect((await go()).status).toBeLessThan(300);
    for (const userName of [COMPOSED, DECOMPOSED]) {
      expect(await create(userName)).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
      expect(await found("/Users", `userName eq "${userName}"`)).toEqual([later]);
    }
    expect((await network.server.scim(to, "DELETE", `/Users/${later}`)).status).toBe(204);
    expect(await create(COMPOSED)).toMatchObject({ status: 201 });
  },
);

test("a user that has another name by then does not get the one it waited for", async () => {
  await network.patch(to, `/Users/${later}`, { op: "replace", path: "userName", value: "zoe" });
  await network.server.scim(to, "DELETE", `/Users/${first}`);
  expect(await found("/Users", 'userName eq "zoe"')).toEqual([later]);
  expect(await create(COMPOSED)).toMatchObject({ status: 201 });
});
