import * as z from "zod/mini";
import { Network } from "../../support/network";
import { type Connection, read } from "../../support/running-server";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const SCIM_1 = ["urn:scim:schemas:core:1.0", "urn:scim:schemas:extension:enterprise:1.0"];
const listed = z.object({ Resources: z.array(z.object({ id: z.string() })) });

let network: Network;
let to: Connection;
beforeEach(async () => {
  network = await Network.start();
  to = await network.connect();
});
afterEach(() => network.stop());

const user = async (id: string) => (await network.server.scim(to, "GET", `/Users/${id}`)).body;

// RFC 7644 section 3.5.2. Issue 13, B1 and B2.
test.each([
  [{ op: "replace", path: "actve", value: false }, "invalidPath"],
  [{ op: "replace", path: `${ENTERPRISE}:departmnt`, value: "x" }, "invalidPath"],
  [{ op: "replace", path: "roles" }, "invalidValue"],
  [{ op: "add", path: "displayName" }, "invalidValue"],
])("%j is refused and changes nothing", async (operation, scimType) => {
  const id = await network.addUser(to, "ada", { displayName: "Ada", roles: [{ value: "dev" }] });
  const before = await user(id);
  expect(await network.tryPatch(to, `/Users/${id}`, operation)).toMatchObject({
    status: 400,
    body: { scimType },
  });
  expect(await user(id)).toEqual(before);
  expect(await network.attributesOf(id)).toEqual(["dev"]);
});

test("a group keeps its members when an operation on them has no value or a mistyped path", async () => {
  const id = await network.addUser(to, "ada");
  const group = await network.addGroup(to, "Sales", [id]);
  for (const operation of [
    { op: "replace", path: "members" },
    { op: "remove", path: "memebers" },
  ]) {
    expect((await network.tryPatch(to, `/Groups/${group}`, operation)).status).toBe(400);
  }
  expect(await network.attributesOf(id)).toEqual(["Sales"]);
});

// Issue 13, B1.
test("URN.attribute is the attribute in PATCH, filter and projection", async () => {
  const id = await network.addUser(to, "ada");
  await network.patch(to, `/Users/${id}`, { op: "add", path: `${ENTERPRISE}.department`, value: "Sales" });
  expect(await user(id)).toMatchObject({ [ENTERPRISE]: { department: "Sales" } });
  const query = new URLSearchParams({
    filter: `${ENTERPRISE}.department eq "sales"`,
    attributes: `${ENTERPRISE}.department`,
  });
  expect((await network.server.scim(to, "GET", `/Users?${query}`)).body).toMatchObject({
    Resources: [{ id, [ENTERPRISE]: { department: "Sales" } }],
  });
  const sorted = new URLSearchParams({ sortBy: "urn:ietf:params:scim:schemas:core:2.0:User.userName" });
  expect((await network.server.scim(to, "GET", `/Users?${sorted}`)).status).toBe(200);
});

test("URN.attribute is the attribute in a mapping", async () => {
  const mapped = await network.connect({
    externalIdField: "CUSTOM",
    externalIdCustomPath: `${ENTERPRISE}.employeeNumber`,
  });
  await network.addUser(mapped, "ada", { [ENTERPRISE]: { employeeNumber: "E7" } });
  expect((await network.identityNamed("ada")).externalId).toBe("E7");
});

// RFC 7643 section 2.4. Issue 13, B3.
test("the first of two primary addresses stays primary, and it becomes the external ID", async () => {
  const mapped = await network.connect({ externalIdField: "PRIMARY_EMAIL" });
  const emails = [
    { value: "a@x.example", type: "home" },
    { value: "b@x.example", type: "work", primary: true },
    { value: "c@x.example", type: "other", primary: true },
  ];
  const id = await network.addUser(mapped, "ada", { emails });
  expect((await network.server.scim(mapped, "GET", `/Users/${id}`)).body).toMatchObject({
    emails: [{ type: "home" }, { type: "work", primary: true }, { type: "other", primary: false }],
  });
  expect((await network.identityNamed("ada")).externalId).toBe("b@x.example");
});

// Issue 13, B6.
test("active as a list with one value disables the identity, in POST, PUT and PATCH", async () => {
  const id = await network.addUser(to, "ada", { active: [{ value: "False" }] });
  const isDisabled = async () => (await network.identityNamed("ada")).disabled;
  expect(await isDisabled()).toBe(true);
  await network.patch(to, `/Users/${id}`, { op: "Replace", path: "active", value: [{ value: "True" }] });
  expect(await isDisabled()).toBe(false);
  const body = { userName: [{ value: "ada" }], active: [{ value: false }] };
  expect((await network.server.scim(to, "PUT", `/Users/${id}`, body)).status).toBe(200);
  expect(await isDisabled()).toBe(true);
});

// Issue 13, C6.
test("removing active disables the identity", async () => {
  const id = await network.addUser(to, "ada");
  await network.patch(to, `/Users/${id}`, { op: "remove", path: "active" });
  expect(await user(id)).toMatchObject({ active: false });
  expect((await network.identityNamed("ada")).disabled).toBe(true);
});

// Issue 13, B7.
test("schemas of SCIM 1.1 and paths in other case are accepted on every verb", async () => {
  const send = (method: string, path: string, body?: object) => network.server.scim(to, method, path, body);
  const [, enterprise = ""] = SCIM_1;
  const body = { schemas: SCIM_1, userName: "ada", [enterprise]: { department: "Sales" } };
  expect((await send("POST", "/users", body)).status).toBe(201);
  const found = await send(
    "GET",
    `/USERS?filter=${encodeURIComponent(`${enterprise}:department eq "Sales"`)}`,
  );
  const id = read(listed, found).Resources[0]?.id ?? "";
  expect(await user(id)).toMatchObject({ [ENTERPRISE]: { department: "Sales" } });
  expect((await send("PUT", `/users/${id}`, { ...body, title: "Lead" })).status).toBe(200);
  const Operations = [{ op: "replace", path: "urn:scim:schemas:core:1.0:title", value: "Head" }];
  expect((await send("PATCH", `/users/${id}`, { schemas: SCIM_1, Operations })).status).toBe(200);
  expect(await user(id)).toMatchObject({ title: "Head" });
  expect((await send("GET", "/serviceConfiguration")).status).toBe(200);
  expect((await send("DELETE", `/users/${id}`)).status).toBe(204);
});
