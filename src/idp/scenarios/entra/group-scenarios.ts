import type { Scenario } from "../scenario";
import { entra } from "./user-scenarios";

const MANY = 12;

const groupLifecycle = entra(
  "group-lifecycle",
  "a group is created, filled, renamed, emptied by one and deleted",
  async (provider, { cast, inspect, reached }) => {
    const { ada, grace, linus, engineering } = cast;
    for (const person of [ada, grace, linus]) await provider.assignUser(person);
    const ids = (...people: readonly (typeof ada)[]) => people.map((one) => provider.userId(one));
    await provider.pushGroup(engineering, [ada, grace]);
    const groupId = provider.groupId(engineering);
    await inspect.members(groupId, ids(ada, grace));
    await reached("filled");
    const research = { ...engineering, name: `Research ${cast.suffix}` };
    await provider.renameGroup(research);
    await inspect.group(groupId, research.name);
    await reached("renamed");
    await provider.changeMembers(research, { added: [linus], removed: [ada] });
    await inspect.members(groupId, ids(grace, linus));
    await reached("changed");
    await provider.changeMembers(research, { added: [], removed: [ada] });
    await inspect.members(groupId, ids(grace, linus));
    await reached("removed twice");
    await provider.deleteGroup(research);
    await inspect.gone(`/Groups/${groupId}`);
    await reached("deleted");
  },
);

const manyMembers = entra(
  "many-members",
  `${MANY} members join a group in one PATCH, and all but one leave in another`,
  async (provider, { cast, inspect, reached }) => {
    const people = cast.crowd(MANY);
    for (const person of people) await provider.assignUser(person);
    const ids = people.map((one) => provider.userId(one));
    await provider.pushGroup(cast.engineering, people);
    await inspect.members(provider.groupId(cast.engineering), ids);
    await reached("joined");
    await provider.changeMembers(cast.engineering, { added: [], removed: people.slice(1) });
    await inspect.members(provider.groupId(cast.engineering), ids.slice(0, 1));
    await reached("left");
  },
);

const restoredMember = entra(
  "restored-member",
  "a member is disabled and restored; the membership, which is not sent again, is still there",
  async (provider, { cast, inspect, reached }) => {
    const { ada, engineering } = cast;
    await provider.assignUser(ada);
    await provider.pushGroup(engineering, [ada]);
    await provider.deactivateUser(ada);
    await inspect.members(provider.groupId(engineering), [provider.userId(ada)]);
    await reached("disabled");
    await provider.reactivateUser(ada);
    await inspect.members(provider.groupId(engineering), [provider.userId(ada)]);
    await reached("restored");
  },
);

/** What Entra ID does with groups. */
export const ENTRA_GROUP_SCENARIOS: readonly Scenario[] = [groupLifecycle, manyMembers, restoredMember];
