import { rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { edgeDetail } from "../../../src/contract/common";
import { identity } from "../../../src/contract/edge/identity";
import { mintedToken } from "../../../src/contract/gateway/token";
import { MAX_MEMBERS } from "../../../src/server/scim/size-limits";
import { memoryFolder } from "../../support/memory-folder";
import { makeBareDatabase } from "../support/postgresql";
import { type Connection, read, TestServer } from "../support/running-server";
import { FirstRelease } from "./support/first-release";
import { OLD_GROUPS, OLD_USERS } from "./support/old-values";

const INTEGRATION = "integration \u202e of old";
const IDENTITIES = { "a bidi override": "by hand \u202e", "a long name": "h".repeat(2000) };
const TWO_PRIMARIES = [
  { value: "one@example.com", primary: true },
  { value: "two@example.com", primary: true },
];
/** Both match the path of the old mapping. 0.1.0 took the first for the external ID. */
const SEVERAL_MATCHES = [
  { value: "first@example.com", type: "work" },
  { value: "second@example.com", type: "work" },
];
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const listed = z.object({
  totalResults: z.int(),
  Resources: z.array(z.looseObject({ id: z.string() })),
});

let server: TestServer;
let to: Connection;
let toLarge: Connection;
let toMapped: Connection;
let drop: () => unknown;
const ids = new Map<string, string>();

beforeAll(async () => {
  const { url, remove } = await emptyDatabase();
  drop = remove;
  const old = await FirstRelease.make(url, INTEGRATION);
  for (const [what, user] of Object.entries(OLD_USERS)) ids.set(`User ${what}`, await old.addUser(user));
  ids.set("two primaries", await old.addUser({ userName: "two primaries", emails: TWO_PRIMARIES }));
  const members = [idOf("User composed userName")];
  for (const [what, group] of Object.entries(OLD_GROUPS))
    ids.set(`Group ${what}`, await old.addGroup({ ...group, members }));
  for (const [what, name] of Object.entries(IDENTITIES))
    ids.set(`Identity ${what}`, await old.addIdentity(name));
  const large = await old.addIntegration("large", null);
  ids.set("large group", await old.addLargeGroup(large, "Everybody", MAX_MEMBERS + 1));
  const newcomer = { userName: "newcomer of the large group" };
  ids.set("newcomer", await old.addUser(newcomer, { integrationId: large }));
  const mapped = await old.addIntegration("mapped", 'emails[type eq "work"].value');
  const options = { integrationId: mapped, externalId: "first@example.com" };
  ids.set("several matches", await old.addUser({ userName: "matched", emails: SEVERAL_MATCHES }, options));
  await old.close();
  server = await TestServer.start({ database: url });
  to = await connect(old.integrationId);
  toLarge = await connect(large);
  toMapped = await connect(mapped);
}, 60_000);
afterAll(async () => {
  await server.stop();
  await drop();
});

async function connect(id: string): Promise<Connection> {
  const minted = await server.api("POST", `/scim/v1/integrations/${id}/tokens`, {});
  return { id, token: read(mintedToken, minted).token };
}

async function emptyDatabase(): Promise<{ readonly url: string; readonly remove: () => unknown }> {
  if (TestServer.engine === "postgresql") {
    const { url, drop } = await makeBareDatabase();
    return { url, remove: drop };
  }
  const folder = memoryFolder("netfoundry-scim-first-release-");
  return { url: join(folder, "old.sqlite"), remove: () => rmSync(folder, { recursive: true }) };
}

function idOf(what: string): string {
  const id = ids.get(what);
  if (id === undefined) throw new Error(`nothing was stored as ${what}`);
  return id;
}

/** Reads a resource and sends all of it back. Expects the answer to be what was read. */
async function putBack(path: string, shown: object): Promise<void> {
  const before = await server.scim(to, "GET", path);
  expect(before).toMatchObject({ status: 200, body: shown });
  const after = await server.scim(to, "PUT", path, before.body);
  expect(after).toMatchObject({ status: 200, body: before.body as object });
}

describe("a database of 0.1.0 is opened, and", () => {
  test("its lists hold everybody", async () => {
    const users = read(listed, await server.scim(to, "GET", "/Users?count=200"));
    expect(users.totalResults).toBe(Object.keys(OLD_USERS).length + 1);
    const groups = read(listed, await server.scim(to, "GET", "/Groups?count=200"));
    expect(groups.totalResults).toBe(Object.keys(OLD_GROUPS).length);
  });

  describe("a user is read, found, put back unchanged, and disabled:", () => {
    test.each(Object.entries(OLD_USERS))("%s", async (what, user) => {
      const id = idOf(`User ${what}`);
      const filter = encodeURIComponent(`userName eq ${JSON.stringify(user.userName)}`);
      const found = read(listed, await server.scim(to, "GET", `/Users?filter=${filter}`));
      expect(found.Resources.map((one) => one.id)).toContain(id);
      await putBack(`/Users/${id}`, user);
      const disabled = await server.scim(to, "PATCH", `/Users/${id}`, {
        schemas: [PATCH],
        Operations: [{ op: "replace", path: "active", value: false }],
      });
      expect(disabled).toMatchObject({ status: 200, body: { active: false } });
    });
  });

  test("a user with two primary addresses is put back, and the first stays primary", async () => {
    const path = `/Users/${idOf("two primaries")}`;
    const before = await server.scim(to, "GET", path);
    expect(before).toMatchObject({ status: 200, body: { emails: TWO_PRIMARIES } });
    const [first] = TWO_PRIMARIES;
    const after = await server.scim(to, "PUT", path, before.body);
    expect(after).toMatchObject({ status: 200, body: { emails: [first, { primary: false }] } });
  });

  describe("a group is read, found, put back unchanged, and given another member:", () => {
    test.each(Object.entries(OLD_GROUPS))("%s", async (what, { members: _members, ...group }) => {
      const id = idOf(`Group ${what}`);
      const filter = encodeURIComponent(`displayName eq ${JSON.stringify(group.displayName)}`);
      const found = read(listed, await server.scim(to, "GET", `/Groups?filter=${filter}`));
      expect(found.Resources.map((one) => one.id)).toContain(id);
      await putBack(`/Groups/${id}`, group);
      const added = await server.scim(to, "PATCH", `/Groups/${id}`, {
        schemas: [PATCH],
        Operations: [{ op: "add", path: "members", value: [{ value: idOf("User decomposed userName") }] }],
      });
      expect(added.status).toBeLessThan(300);
    });
  });

  describe("an identity that a person made is read and put back unchanged:", () => {
    test.each(Object.entries(IDENTITIES))("%s", async (what, name) => {
      const path = `/identities/${idOf(`Identity ${what}`)}`;
      const before = read(edgeDetail(identity), await server.edge("GET", path)).data;
      expect(before.name).toBe(name);
      const body = { name, type: "Default", isAdmin: false, tags: before.tags };
      expect((await server.edge("PUT", path, body)).status).toBe(200);
      expect(read(edgeDetail(identity), await server.edge("GET", path)).data.name).toBe(name);
    });
  });

  test("a group of more than 50,000 members is put back unchanged, shrinks, and grows no more", async () => {
    const path = `/Groups/${idOf("large group")}`;
    const before = await server.scim(toLarge, "GET", path);
    const { members } = before.body as { members: object[] };
    expect(members).toHaveLength(MAX_MEMBERS + 1);
    const back = await server.scim(toLarge, "PUT", path, before.body);
    expect(back.status).toBe(200);
    expect(back.headers.get("etag")).toBe(before.headers.get("etag"));
    const patch = (op: string, id: string) =>
      server.scim(toLarge, "PATCH", path, {
        schemas: [PATCH],
        Operations: [{ op, path: "members", value: [{ value: id }] }],
      });
    expect(await patch("add", idOf("newcomer"))).toMatchObject({
      status: 400,
      body: { detail: "members: the group would have 50002 members; at most 50000 are allowed" },
    });
    for (const id of ["many-1", "many-2"]) expect((await patch("remove", id)).status).toBe(204);
    expect((await patch("add", idOf("newcomer"))).status).toBe(204);
  }, 60_000);

  test("a user with several values at a mapping's path keeps its external ID, and is put back", async () => {
    const path = `/Users/${idOf("several matches")}`;
    const externalId = async () => {
      const filter = encodeURIComponent('name = "matched"');
      const { body } = await server.edge("GET", `/identities?filter=${filter}`);
      return (body as { data: { externalId: string }[] }).data[0]?.externalId;
    };
    const before = await server.scim(toMapped, "GET", path);
    expect(before).toMatchObject({ status: 200, body: { emails: SEVERAL_MATCHES } });
    const back = await server.scim(toMapped, "PUT", path, before.body);
    expect(back).toMatchObject({ status: 200, body: before.body as object });
    const reordered = { ...(before.body as object), emails: SEVERAL_MATCHES.toReversed(), title: "Clerk" };
    expect((await server.scim(toMapped, "PUT", path, reordered)).status).toBe(200);
    expect(await externalId()).toBe("first@example.com");
    const mapping = `/scim/v1/integrations/${toMapped.id}/mapping`;
    const settings = (await server.api("GET", mapping)).body;
    expect(await server.api("PUT", mapping, settings)).toMatchObject({ status: 200 });
    expect(await externalId()).toBe("first@example.com");
  });

  test("its integration keeps its name when that is put back", async () => {
    const path = `/scim/v1/integrations/${to.id}`;
    expect(await server.api("GET", path)).toMatchObject({ status: 200, body: { name: INTEGRATION } });
    for (const body of [{ name: INTEGRATION }, { adoptIdentities: "name" }]) {
      const answer = await server.api("PATCH", path, body);
      expect(answer).toMatchObject({ status: 200, body: { name: INTEGRATION } });
    }
  });
});
