import { scimMediaType } from "../expectations/answers";
import { JumpCloud } from "../jumpcloud/jumpcloud";
import type { Scenario, ScenarioContext, ScenarioSet } from "./scenario";

function jumpCloud(
  name: string,
  title: string,
  run: (jumpCloud: JumpCloud, context: ScenarioContext) => Promise<void>,
): Scenario {
  return {
    name,
    title,
    variants: null,
    run: (connection, _variant, context) => run(new JumpCloud(connection), context),
  };
}

const testConnection = jumpCloud(
  "test-connection",
  "a test user and a test group are made and deleted",
  async (provider, { directory, checkpoint }) => {
    await provider.testConnection(directory.ada, directory.engineering);
    await checkpoint("tested");
  },
);

const linkedGroup = jumpCloud(
  "linked-group",
  "a group is linked, loses a member and is unlinked; it stays, and its last member is disabled",
  async (provider, { directory, inspect, checkpoint }) => {
    const { ada, grace, engineering, operations } = directory;
    await provider.bindUser(ada);
    await provider.bindUser(grace);
    await provider.linkGroup(operations, []);
    await provider.linkGroup(engineering, [ada, grace]);
    const groupId = provider.groupId(engineering);
    await inspect.members(groupId, [provider.userId(ada), provider.userId(grace)]);
    await checkpoint("linked");
    await provider.removeMembers(engineering, [grace]);
    await inspect.members(groupId, [provider.userId(ada)]);
    await checkpoint("removed");
    await provider.unlinkGroup([ada]);
    await inspect.group(groupId, engineering.name);
    await inspect.user(provider.userId(ada), { active: false });
    await checkpoint("unlinked");
  },
);

/** JumpCloud. */
export const JUMPCLOUD_SCENARIOS: ScenarioSet = {
  key: "jumpcloud",
  name: "JumpCloud",
  variants: [{ name: "default", query: "", title: "custom SCIM integration with groups switched on" }],
  rules: [scimMediaType],
  scenarios: [testConnection, linkedGroup],
};
