import type { Scenario } from "../scenario";
import { entra } from "./user-scenarios";

const MANY = 12;

const groupLifecycle = entra(
  "group-lifecycle",
  "a group is created, filled and renamed, loses a member, and is deleted",
  async (provider, { directory, inspect, checkpoint }) => {
    const { ada, grace, linus, engineering } = directory;
    for (const person of [ada, grace, linus]) await provider.assignUser(person);
    const ids = (...people: readonly (typeof ada)[]) => people.map((one) => provider.userId(one));
    await provider.pushGroup(engineering, [ada, grace]);
    const groupId = provider.groupId(engineering);
    await inspect.members(groupId, ids(ada, grace));
    await checkpoint("filled");
    const research = { ...engineering, name: `Research ${directory.suffix}` };
    await provider.renameGroup(research);
    await inspect.group(groupId, research.name);
    await checkpoint("renamed");
    await provider.changeMembers(research, { added: [linus], removed: [ada] });
    await inspect.members(groupId, ids(grace, linus));
    await checkpoint("changed");
    await provider.changeMembers(research, { added: [], removed: [ada] });
    await inspect.members(groupId, ids(grace, linus));
    await checkpoint("removed twice");
    await provider.deleteGroup(research);
    await inspect.gone(`/Groups/${groupId}`);
    await checkpoint("deleted");
  },
);

const manyMembers = entra(
  "many-members",
  `${MANY} members join a group in one PATCH, and all but one leave in another`,
  async (provider, { directory, inspect, checkpoint }) => {
    const people = directory.manyPeople(MANY);
    for (const person of people) await provider.assignUser(person);
    const ids = people.map((one) => provider.userId(one));
    await provider.pushGroup(directory.engineering, people);
    await inspect.members(provider.groupId(directory.engineering), ids);
    await checkpoint("joined");
    await provider.changeMembers(directory.engineering, { added: [], removed: people.slice(1) });
    await inspect.members(provider.groupId(directory.engineering), ids.slice(0, 1));
    await checkpoint("left");
  },
);

const restoredMember = entra(
  "restored-member",
  "a member is disabled and restored; the membership stays, though it is not sent again",
  async (provider, { directory, inspect, checkpoint }) => {
    const { ada, engineering } = directory;
    await provider.assignUser(ada);
    await provider.pushGroup(engineering, [ada]);
    await provider.deactivateUser(ada);
    await inspect.members(provider.groupId(engineering), [provider.userId(ada)]);
    await checkpoint("disabled");
    await provider.reactivateUser(ada);
    await inspect.members(provider.groupId(engineering), [provider.userId(ada)]);
    await checkpoint("restored");
  },
);

/** The scenarios of Entra ID with groups. */
export const ENTRA_GROUP_SCENARIOS: readonly Scenario[] = [groupLifecycle, manyMembers, restoredMember];
