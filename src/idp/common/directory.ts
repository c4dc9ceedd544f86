/** One person of a directory. */
export interface Person {
  /** The directory's own id. It becomes the SCIM `externalId` and never changes. */
  readonly id: string;
  /** The sign-in name. It becomes the SCIM `userName`. */
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  /** Primary work address. */
  readonly email: string;
  /** BCP 47 language tag with region, as in `en-US`. */
  readonly locale: string;
  readonly title?: string;
  readonly mobilePhone?: string;
  readonly workPhone?: string;
  readonly office?: WorkAddress;
  readonly employeeNumber?: string;
  readonly department?: string;
  /** App roles, or roles that the provider's governance granted. */
  readonly roles?: readonly string[];
  readonly entitlements?: readonly string[];
}

/** The parts of a work address that providers map. */
export interface WorkAddress {
  readonly streetAddress: string;
  readonly locality: string;
  readonly postalCode: string;
  readonly country: string;
}

/** One group. Members are ids of people. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

/** People and groups at one moment. Immutable: a change makes a new directory. */
export interface Directory {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
}

/** The person with that id. Throws when there is none. */
export function personOf(directory: Directory, id: string): Person {
  return found("person", id, directory.people);
}

/** The group with that id. Throws when there is none. */
export function groupOf(directory: Directory, id: string): Group {
  return found("group", id, directory.groups);
}

/** The people of a group, in the order of its member list. Throws when a member is not in the directory. */
export function membersOf(directory: Directory, group: Group): Person[] {
  return group.memberIds.map((id) => personOf(directory, id));
}

/** The directory with that person. The person replaces the one with the same id, if any. */
export function withPerson(directory: Directory, person: Person): Directory {
  return { ...directory, people: replaced(directory.people, person) };
}

/** The directory with that group. The group replaces the one with the same id, if any. */
export function withGroup(directory: Directory, group: Group): Directory {
  return { ...directory, groups: replaced(directory.groups, group) };
}

function found<Item extends { readonly id: string }>(kind: string, id: string, items: readonly Item[]): Item {
  const item = items.find((candidate) => candidate.id === id);
  if (item === undefined) throw new Error(`the directory has no ${kind} "${id}"`);
  return item;
}

function replaced<Item extends { readonly id: string }>(items: readonly Item[], item: Item): Item[] {
  const at = items.findIndex((candidate) => candidate.id === item.id);
  return at < 0 ? [...items, item] : items.with(at, item);
}
