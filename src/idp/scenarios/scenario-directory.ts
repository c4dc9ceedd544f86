import type { Group, Person } from "../common/directory";
import { seededUuid } from "../common/seeded-uuid";

/** The people and groups of one scenario. The same seed always gives the same ones. Scenarios share none. */
export interface ScenarioDirectory {
  /** The end of every name. */
  readonly suffix: string;
  readonly ada: Person;
  readonly grace: Person;
  readonly linus: Person;
  readonly engineering: Group;
  readonly operations: Group;
  /** Makes so many further people. */
  manyPeople(count: number): readonly Person[];
}

/**
 * Makes the people and groups. Every name ends in the seed. So the names do not clash with the users of a
 * server, even where display names must be unique.
 */
export function scenarioDirectory(seed: string, scenario: string): ScenarioDirectory {
  const suffix = `${seed}-${seededUuid(seed, scenario).slice(0, 4)}`;
  const id = (name: string) => seededUuid(seed, scenario, name);
  const someone = (account: string, givenName: string, familyName: string): Person => ({
    id: id(account),
    userName: `${account}.${suffix}@example.com`,
    givenName,
    familyName: `${familyName} ${suffix}`,
    displayName: `${givenName} ${familyName} ${suffix}`,
    email: `${account}.${suffix}@example.com`,
    locale: "en-US",
  });
  const ada = someone("ada", "Ada", "Lovelace");
  const grace = someone("grace", "Grace", "Hopper");
  const linus = someone("linus", "Linus", "Pauling");
  const groupOf = (name: string, members: readonly Person[]): Group => ({
    id: id(name),
    name: `${name} ${suffix}`,
    memberIds: members.map((one) => one.id),
  });
  return {
    suffix,
    ada,
    grace,
    linus,
    engineering: groupOf("Engineering", [ada, grace]),
    operations: groupOf("Operations", [grace, linus]),
    manyPeople: (count) =>
      Array.from({ length: count }, (_, index) => someone(`user${index + 1}`, "User", `Number ${index + 1}`)),
  };
}

/** The person under another family name. */
export function renamed(person: Person, familyName: string, { suffix }: ScenarioDirectory): Person {
  return {
    ...person,
    familyName: `${familyName} ${suffix}`,
    displayName: `${person.givenName} ${familyName} ${suffix}`,
  };
}
