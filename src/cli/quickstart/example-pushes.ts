import {
  type Directory,
  groupOf,
  membersOf,
  personOf,
  withGroup,
  withPerson,
} from "../../idp/common/directory";
import type { IdentityProvider } from "../../idp/common/identity-provider";
import { SAMPLE } from "../../idp/common/sample-directory";

/** One action of an administrator, and its effect on the identities. */
export interface Push {
  readonly title: string;
  readonly lookFor: string;
  send(provider: IdentityProvider): Promise<void>;
}

/**
 * The pushes of the quickstart: everybody, a renamed person, a renamed group, a departure, a changed group.
 */
export function examplePushes(directory: Directory): readonly Push[] {
  const grace = personOf(directory, SAMPLE.grace);
  const graceRenamed = { ...grace, familyName: "Murray", displayName: "Grace Murray" };
  const engineering = groupOf(directory, SAMPLE.engineering);
  const research = { ...engineering, name: "Research" };
  const linus = personOf(directory, SAMPLE.linus);
  const operations = groupOf(directory, SAMPLE.operations);
  const after = withGroup(withPerson(directory, graceRenamed), research);
  return [
    {
      title: `Push ${directory.people.length} users and ${directory.groups.length} groups`,
      lookFor: "every user became an identity; its groups became attributes",
      send: (provider) => pushEverything(provider, directory),
    },
    {
      title: `Rename ${grace.displayName} to ${graceRenamed.displayName}`,
      lookFor: `the same identity, now named ${graceRenamed.displayName}`,
      send: (provider) => provider.updateUser(personOf(after, grace.id)),
    },
    {
      title: `Rename the group ${engineering.name} to ${research.name}`,
      lookFor: "no change: attributes keep the group's name of the first sync",
      send: (provider) => provider.renameGroup(research),
    },
    {
      title: `Take the application from ${linus.displayName}`,
      lookFor: `the identity of ${linus.displayName} is disabled, not deleted`,
      send: (provider) => provider.deactivateUser(linus),
    },
    {
      title: `Remove ${graceRenamed.displayName} from ${operations.name}`,
      lookFor: `${graceRenamed.displayName} lost the attribute ${operations.name} and nothing else`,
      send: (provider) => provider.changeMembers(operations, { added: [], removed: [graceRenamed] }),
    },
  ];
}

async function pushEverything(provider: IdentityProvider, directory: Directory): Promise<void> {
  for (const person of directory.people) await provider.assignUser(person);
  for (const group of directory.groups) await provider.pushGroup(group, membersOf(directory, group));
}
