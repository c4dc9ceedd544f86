import { groupOf, personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { JumpCloud } from "../../../src/idp/jumpcloud/jumpcloud";
import { emptyServer, type ScimStub, startScimStub } from "../support/scim-stub";

const directory = sampleDirectory();
const ada = personOf(directory, SAMPLE.ada);
const engineering = groupOf(directory, SAMPLE.engineering);

let stub: ScimStub;
afterEach(() => stub.close());
const sent = () => stub.arrived.map(({ method, url }) => `${method} ${url.replace("/scim/v2/one", "")}`);

async function against(refusesDelete: boolean): Promise<JumpCloud> {
  const others = emptyServer();
  stub = await startScimStub((request) =>
    refusesDelete && request.method === "DELETE" && request.url.includes("/Users/")
      ? { status: 405, body: { detail: "users are never deleted" } }
      : others(request),
  );
  return new JumpCloud({ integrationUrl: stub.url, token: "nfs_secret-token" });
}

test("Test Connection creates a user and a group and deletes both", async () => {
  await (await against(false)).testConnection(ada, engineering);
  expect(sent()).toEqual(["POST /Users", "POST /Groups", "DELETE /Groups/2", "DELETE /Users/1"]);
});

test("a test user that may not be deleted is deactivated", async () => {
  await (await against(true)).testConnection(ada, engineering);
  expect(sent().slice(-2)).toEqual(["DELETE /Users/1", "PATCH /Users/1"]);
  expect(stub.arrived.at(-1)?.body?.Operations).toEqual([{ op: "replace", path: "active", value: false }]);
});

test("an empty group is not created", async () => {
  await (await against(false)).linkGroup(engineering, []);
  expect(sent()).toEqual([]);
});

test("members leave by a value array", async () => {
  const provider = await against(false);
  await provider.bindUser(ada);
  await provider.linkGroup(engineering, [ada]);
  await provider.removeMembers(engineering, [ada]);
  expect(stub.arrived.at(-1)?.body?.Operations).toEqual([
    { op: "remove", path: "members", value: [{ value: "1" }] },
  ]);
});
