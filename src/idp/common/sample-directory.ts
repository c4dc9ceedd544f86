import type { Directory, Person } from "./directory";

/** Ids of the people and groups of the sample directory. */
export const SAMPLE = {
  ada: "00u1ada",
  grace: "00u2grace",
  linus: "00u3linus",
  mary: "00u4mary",
  engineering: "00g1engineering",
  operations: "00g2operations",
} as const;

/** Four people in two groups: few enough that a reader can follow every change. */
export function sampleDirectory(): Directory {
  return {
    people: [
      person(SAMPLE.ada, "ada", "Ada", "Lovelace"),
      person(SAMPLE.grace, "grace", "Grace", "Hopper"),
      person(SAMPLE.linus, "linus", "Linus", "Pauling"),
      person(SAMPLE.mary, "mary", "Mary", "Jackson"),
    ],
    groups: [
      { id: SAMPLE.engineering, name: "Engineering", memberIds: [SAMPLE.ada, SAMPLE.grace, SAMPLE.linus] },
      { id: SAMPLE.operations, name: "Operations", memberIds: [SAMPLE.grace, SAMPLE.mary] },
    ],
  };
}

function person(id: string, account: string, givenName: string, familyName: string): Person {
  const address = `${account}@example.com`;
  return {
    id,
    userName: address,
    givenName,
    familyName,
    displayName: `${givenName} ${familyName}`,
    email: address,
    locale: "en-US",
  };
}
