import { rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { edgeDetail } from "../../../src/contract/common";
import { identity } from "../../../src/contract/edge/identity";
import { mintedToken } from "../../../src/contract/gateway/token";
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
const listed = z.object({
  totalResults: z.int(),
  Resources: z.array(z.looseObject({ id: z.string() })),
});

let server: TestServer;
let to: Connection;
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
  await old.close();
  server = await TestServer.start({ database: url });
  const minted = await server.api("POST", `/scim/v1/integrations/${old.integrationId}/tokens`, {});
  to = { id: old.integrationId, token: read(mintedToken, minted).token };
});
afterAll(async () => {
  await server.stop();
  await drop();
});

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
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
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
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
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

  test("its integration keeps its name when that is put back", async () => {
    const path = `/scim/v1/integrations/${to.id}`;
    expect(await server.api("GET", path)).toMatchObject({ status: 200, body: { name: INTEGRATION } });
    const answer = await server.api("PATCH", path, { name: INTEGRATION });
    expect(answer).toMatchObject({ status: 200, body: { name: INTEGRATION } });
  });
});
