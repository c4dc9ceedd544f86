import { sql } from "kysely";
import { openDatabase } from "../../../../src/server/store/open-database";
import { conflictDetail, Network } from "../../support/network";
import type { Connection } from "../../support/running-server";

let network: Network;
let to: Connection;
beforeEach(async () => {
  network = await Network.start();
  to = await network.connect();
});
afterEach(() => network.stop());

const post = (body: object, at = to) => network.server.scim(at, "POST", "/Groups", body);
const put = (id: string, body: object) => network.server.scim(to, "PUT", `/Groups/${id}`, body);
const rename = (id: string, value: string) =>
  network.tryPatch(to, `/Groups/${id}`, { op: "replace", path: "displayName", value });

// RFC 7644 section 3.3. Entra's validator posts a group twice, and clients that re-link count on the 409.
describe("a name or an external ID of another group is 409", () => {
  test("in a POST, whatever the case of the name", async () => {
    await network.addGroup(to, "Sales");
    const detail = conflictDetail(await post({ displayName: "SALES" }));
    expect(detail).toContain("displayName: another group of this integration has it");
    expect((await network.server.scim(to, "GET", "/Groups")).body).toMatchObject({ totalResults: 1 });
  });

  test("in a rename by PATCH or PUT, and the group keeps its name", async () => {
    await network.addGroup(to, "Sales");
    const group = await network.addGroup(to, "Support");
    conflictDetail(await rename(group, "sales"));
    conflictDetail(await put(group, { displayName: "sales" }));
    expect((await network.server.scim(to, "GET", `/Groups/${group}`)).body).toMatchObject({
      displayName: "Support",
      meta: { version: 'W/"1"' },
    });
  });

  test("with an external ID, whose case counts", async () => {
    await post({ displayName: "one", externalId: "a" });
    expect(conflictDetail(await post({ displayName: "two", externalId: "a" }))).toContain("externalId");
    expect((await post({ displayName: "two", externalId: "A" })).status).toBe(201);
    const group = await network.addGroup(to, "three");
    conflictDetail(await put(group, { displayName: "three", externalId: "a" }));
  });

  test("but not in another integration, after a deletion, or for the group itself", async () => {
    const group = await network.addGroup(to, "Sales");
    expect((await post({ displayName: "Sales" }, await network.connect())).status).toBe(201);
    expect((await rename(group, "SALES")).status).toBe(204);
    expect((await rename(group, "Revenue")).status).toBe(204);
    await network.addGroup(to, "Sales");
    await network.server.scim(to, "DELETE", `/Groups/${group}`);
    await network.addGroup(to, "Revenue");
  });

  test("for all but one of several at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => post({ displayName: "Sales", externalId: `${at}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  test("for one of two groups that are renamed to one name at once", async () => {
    const groups = [await network.addGroup(to, "one"), await network.addGroup(to, "two")];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(groups.map((id) => rename(id, `name-${round}`)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    }
  });
});

test("groups of one name, which a former version accepted, stay, change and may be put back", async () => {
  const ada = await network.addUser(to, "ada");
  await network.addGroup(to, "Sales", [ada]);
  const twin = await network.addGroup(to, "to be renamed", [ada]);
  const db = await openDatabase(network.server.database);
  const attributes = JSON.stringify({ displayName: "Sales" });
  await sql`update scim_groups
    set display_name = 'Sales', display_name_key = 'sales', attributes = ${attributes}
    where id = ${twin}`.execute(db);
  await db.destroy();
  const { body } = await network.server.scim(to, "GET", `/Groups/${twin}`);
  expect(body).toMatchObject({ displayName: "Sales", members: [{ value: ada }] });
  const answer = await put(twin, body as object);
  expect([answer.status, answer.body]).toEqual([200, body]);
  expect((await put(twin, { ...(body as object), externalId: "x" })).status).toBe(200);
  conflictDetail(await post({ displayName: "Sales" }));
});
