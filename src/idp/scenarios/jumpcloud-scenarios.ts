import { scimMediaType } from "../expectations/answers";
import { JumpCloud } from "../jumpcloud/jumpcloud";
import type { Repertoire, Scenario, Stage } from "./scenario";

function jumpCloud(
  name: string,
  title: string,
  play: (jumpCloud: JumpCloud, stage: Stage) => Promise<void>,
): Scenario {
  return {
    name,
    title,
    variants: null,
    play: (connection, _variant, stage) => play(new JumpCloud(connection), stage),
  };
}

const testConnection = jumpCloud(
  "test-connection",
  "a test user and a test group are made and deleted",
  async (provider, { cast, reached }) => {
    await provider.testConnection(cast.ada, cast.engineering);
    await reached("tested");
  },
);

const linkedGroup = jumpCloud(
  "linked-group",
  "a group is linked, loses a member by a value array, and is unlinked: it stays, its last member is deactivated",
  async (provider, { cast, inspect, reached }) => {
    const { ada, grace, engineering, operations } = cast;
    await provider.bindUser(ada);
    await provider.bindUser(grace);
    await provider.linkGroup(operations, []);
    await provider.linkGroup(engineering, [ada, grace]);
    const groupId = provider.groupId(engineering);
    await inspect.members(groupId, [provider.userId(ada), provider.userId(grace)]);
    await reached("linked");
    await provider.removeMembers(engineering, [grace]);
    await inspect.members(groupId, [provider.userId(ada)]);
    await reached("removed");
    await provider.unlinkGroup([ada]);
    await inspect.group(groupId, engineering.name);
    await inspect.user(provider.userId(ada), { active: false });
    await reached("unlinked");
  },
);

/** JumpCloud. */
export const JUMPCLOUD_REPERTOIRE: Repertoire = {
  key: "jumpcloud",
  name: "JumpCloud",
  variants: [{ name: "default", query: "", title: "custom SCIM integration with groups switched on" }],
  rules: [scimMediaType],
  scenarios: [testConnection, linkedGroup],
};
