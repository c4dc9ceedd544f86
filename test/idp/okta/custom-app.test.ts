import { groupOf, personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { OktaCustomApp } from "../../../src/idp/okta/custom-app";
import { type Arrived, emptyServer, type ScimStub, startScimStub } from "../support/scim-stub";

const directory = sampleDirectory();
const ada = personOf(directory, SAMPLE.ada);
const grace = personOf(directory, SAMPLE.grace);
const engineering = groupOf(directory, SAMPLE.engineering);

let stub: ScimStub;
let okta: OktaCustomApp;
beforeEach(async () => {
  stub = await startScimStub(emptyServer());
  okta = new OktaCustomApp({ integrationUrl: stub.url, token: "nfs_secret-token" });
  await okta.assignUser(ada);
  await okta.assignUser(grace);
  stub.arrived.length = 0;
});
afterEach(() => stub.close());

const sent = () => stub.arrived.map(({ method, url }) => `${method} ${url.replace("/scim/v2/one", "")}`);
const last = () => stub.arrived.at(-1) as Arrived;

test.each([
  ["a profile change", () => okta.updateUser({ ...ada, familyName: "King" }), true],
  ["deactivation", () => okta.deactivateUser(ada), false],
  ["activation", () => okta.reactivateUser(ada), true],
])("%s is a GET and a PUT of the whole user", async (_, act, active) => {
  await act();
  expect(sent()).toEqual(["GET /Users/1", "PUT /Users/1"]);
  expect(last().body).toMatchObject({ id: "1", userName: ada.userName, active });
});

test("a group is looked up, created without members, and sent with all of them in a PUT", async () => {
  await okta.pushGroup(engineering, [ada, grace]);
  expect(sent().map((line) => line.split("?", 1)[0])).toEqual([
    "GET /Groups",
    "POST /Groups",
    "PUT /Groups/3",
  ]);
  expect(last().body).toEqual({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    id: "3",
    displayName: "Engineering",
    members: [
      { value: "1", display: "ada@example.com" },
      { value: "2", display: "grace@example.com" },
    ],
  });
});

test("a change of members and a rename repeat all members in a PUT", async () => {
  await okta.pushGroup(engineering, [ada]);
  await okta.changeMembers(engineering, { added: [grace], removed: [ada] });
  await okta.renameGroup({ ...engineering, name: "Research" });
  expect(sent().slice(-2)).toEqual(["PUT /Groups/3", "PUT /Groups/3"]);
  expect(last().body).toMatchObject({
    displayName: "Research",
    members: [{ value: "2", display: "grace@example.com" }],
  });
});

test("no PATCH is ever sent", async () => {
  await okta.pushGroup(engineering, [ada]);
  await okta.deactivateUser(ada);
  await okta.deleteGroup(engineering);
  expect(stub.arrived.map(({ method }) => method)).not.toContain("PATCH");
});
