import { groupOf, personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { JumpCloud } from "../../../src/idp/jumpcloud/jumpcloud";
import { eachIntegration } from "../support/each-integration";
import { identities, runOnServer } from "../support/run-on-server";

const on = eachIntegration("jumpcloud", { identityNameField: "DISPLAY_NAME" });

const identity = (name: string, attributes: readonly string[], state = "enabled") => ({
  name,
  externalId: null,
  attributes,
  state,
});

describe("JumpCloud scenarios on the reference server", () => {
  test("test-connection: leaves no identity", async () => {
    const { seen, problems } = await runOnServer(on.server, on.to, "jumpcloud", "test-connection", "default");
    expect(problems).toEqual([]);
    expect(seen).toEqual({ tested: [] });
  });

  test("linked-group: the attribute follows the membership and stays after the unlink", async () => {
    const { seen, problems, left } = await runOnServer(
      on.server,
      on.to,
      "jumpcloud",
      "linked-group",
      "default",
    );
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
  await on.server.scim(on.to, "POST", "/Groups", { displayName: engineering.name });
  const provider = new JumpCloud({
    integrationUrl: `${on.server.url}/scim/v2/${on.to.id}`,
    token: on.to.token,
  });
  await provider.bindUser(ada);
  await provider.linkGroup(engineering, [ada]);
  expect(provider.requests.map(({ label }) => label)).toEqual(["create user", "find group", "add members"]);
  expect(await identities(on.server, on.to)).toEqual([identity("Ada Lovelace", ["Engineering"])]);
});
