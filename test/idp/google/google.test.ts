import { personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { Google } from "../../../src/idp/google/google";
import { emptyServer, type ScimStub, startScimStub } from "../support/scim-stub";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const ada = { ...personOf(sampleDirectory(), SAMPLE.ada), title: "Analyst", department: "Engines" };

let stub: ScimStub;
let google: Google;
beforeEach(async () => {
  const others = emptyServer();
  const names = ["userName", "name", "emails", "active"];
  const attributes = [...names.map((name) => ({ name })), { name: "displayName", mutability: "readOnly" }];
  stub = await startScimStub((request) =>
    request.url.endsWith("/Schemas")
      ? { status: 200, body: { Resources: [{ id: USER, attributes }] } }
      : others(request),
  );
  google = new Google({ integrationUrl: stub.url, token: "nfs_secret-token" });
});
afterEach(() => stub.close());

const sent = () =>
  stub.arrived.map(({ method, url }) => `${method} ${decodeURIComponent(url.replace("/scim/v2/one", ""))}`);

test("the schemas are read once, before the first person", async () => {
  await google.assignUser(ada);
  await google.assignUser({ ...ada, id: "2", userName: "b" });
  expect(sent()).toEqual([
    "GET /Schemas",
    'GET /Users?filter=userName eq "ada@example.com"',
    "POST /Users",
    'GET /Users?filter=userName eq "b"',
    "POST /Users",
  ]);
});

test("attributes that the schema lacks or that are read-only are never sent", async () => {
  await google.assignUser(ada);
  expect(stub.arrived.at(-1)?.body).toEqual({
    schemas: [USER],
    externalId: ada.id,
    userName: "ada@example.com",
    name: { givenName: "Ada", familyName: "Lovelace" },
    emails: [{ value: "ada@example.com", type: "work", primary: true }],
    active: true,
  });
});

test("suspend is a PATCH of active, delete a DELETE, and neither needs the other", async () => {
  await google.assignUser(ada);
  await google.deactivateUser(ada);
  await google.deleteUser(ada);
  expect(sent().slice(-2)).toEqual(["PATCH /Users/1", "DELETE /Users/1"]);
});
