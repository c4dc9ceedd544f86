import { groupOf, personOf } from "../../src/idp/directory";
import { JumpCloud } from "../../src/idp/jumpcloud";
import { SAMPLE, sampleDirectory } from "../../src/idp/sample-directory";
import { type Connection, TestServer } from "../server/support/running-server";
import { identities, play } from "./support/played";

let server: TestServer;
let to: Connection;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  to = await server.connected("jumpcloud", { identityNameField: "DISPLAY_NAME" });
});
afterEach(async () => {
  await server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=delete`);
});
afterAll(() => server.stop());

const identity = (name: string, attributes: readonly string[], state = "enabled") => ({
  name,
  externalId: null,
  attributes,
  state,
});

describe("JumpCloud scenarios on the reference server", () => {
  test("test-connection: no identity is left of the test", async () => {
    const { seen, problems } = await play(server, to, "jumpcloud", "test-connection", "default");
    expect(problems).toEqual([]);
    expect(seen).toEqual({ tested: [] });
  });

  test("linked-group: the attribute comes and goes with the membership, and stays when the group is unlinked", async () => {
    const { seen, problems, left } = await play(server, to, "jumpcloud", "linked-group", "default");
    expect(problems).toEqual([]);
    expect(seen).toEqual({
      linked: [identity("Ada Lovelace", ["Engineering"]), identity("Grace Hopper", ["Engineering"])],
      removed: [identity("Ada Lovelace", ["Engineering"]), identity("Grace Hopper", [])],
      unlinked: [identity("Ada Lovelace", ["Engineering"], "disabled"), identity("Grace Hopper", [])],
    });
    expect(left).toEqual([]);
  });
});

test("JumpCloud: takes over a group of the same name", async () => {
  const directory = sampleDirectory();
  const [ada, engineering] = [personOf(directory, SAMPLE.ada), groupOf(directory, SAMPLE.engineering)];
  await server.scim(to, "POST", "/Groups", { displayName: engineering.name });
  const provider = new JumpCloud({ integrationUrl: `${server.url}/scim/v2/${to.id}`, token: to.token });
  await provider.bindUser(ada);
  await provider.linkGroup(engineering, [ada]);
  expect(provider.requests.map(({ label }) => label)).toEqual(["create user", "find group", "add members"]);
  expect(await identities(server, to)).toEqual([identity("Ada Lovelace", ["Engineering"])]);
});
