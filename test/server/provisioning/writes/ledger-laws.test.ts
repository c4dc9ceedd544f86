import fc from "fast-check";
import { Network } from "../../support/network";
import type { Connection } from "../../support/running-server";

const NAMES = ["sales", "#sales", "admin", "vpn", "@", " pilot"];
const RUNS = { numRuns: 12 };
jest.setTimeout(60_000);

let network: Network;
let to: Connection;
const groups: string[] = [];
beforeAll(async () => {
  network = await Network.start();
  to = await network.connect();
  for (const name of ["one", "two", "three"]) groups.push(await network.addGroup(to, name));
});
afterAll(() => network.stop());

/** A user without roles, and a member of no group. */
interface Person {
  readonly userName: string;
  readonly user: string;
}

async function addPerson(): Promise<Person> {
  const userName = network.fresh("user");
  return { userName, user: await network.addUser(to, userName) };
}

/** One request of an identity provider that concerns the person. */
type Step = (person: Person) => Promise<unknown>;

const join =
  (group: number, displayName: string): Step =>
  ({ user }) =>
    network.patch(
      to,
      `/Groups/${groups[group]}`,
      // The spaces tell the names of two groups apart, but not their attributes (domain rule 15).
      { op: "replace", path: "displayName", value: displayName + " ".repeat(group) },
      { op: "add", path: "members", value: [{ value: user }] },
    );
const leave =
  (group: number): Step =>
  ({ user }) =>
    network.patch(to, `/Groups/${groups[group]}`, { op: "remove", path: `members[value eq "${user}"]` });
const update =
  (attributes: object): Step =>
  ({ userName, user }) =>
    network.server.scim(to, "PUT", `/Users/${user}`, { userName, ...attributes });
const leaveAll: readonly Step[] = [leave(0), leave(1), leave(2), update({})];

async function take(steps: readonly Step[], person: Person): Promise<void> {
  for (const step of steps) await step(person);
}

async function editByHand({ user }: Person, roleAttributes: readonly string[]): Promise<void> {
  const identity = await network.identityOf(user);
  const answer = await network.server.edge("PATCH", `/identities/${identity?.id}`, { roleAttributes });
  expect(answer.status).toBe(200);
}

const name = fc.constantFrom(...NAMES);
const values = fc.uniqueArray(name, { maxLength: 3 }).map((all) => all.map((value) => ({ value })));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat({ max: 2 }), name).map(([group, displayName]) => join(group, displayName)),
  fc.nat({ max: 2 }).map(leave),
  fc.record({ roles: values, entitlements: values }).map(update),
);
const steps = fc.array(step, { maxLength: 8 });
const byHand = fc.subarray(["by-hand", "sales", "vpn"]);

test("rule 12: what a person added survives joins, leaves and updates in any order, and is left in the end", async () => {
  await fc.assert(
    fc.asyncProperty(byHand, steps, async (manual, taken) => {
      const person = await addPerson();
      await editByHand(person, manual);
      await take(taken, person);
      const attributes = (await network.attributesOf(person.user)) ?? [];
      expect(attributes).toEqual(expect.arrayContaining(manual));
      // An edit that asks for what is there makes nothing manual that SCIM supplies.
      await editByHand(person, attributes);
      expect(await network.attributesOf(person.user)).toEqual(attributes);
      await take(leaveAll, person);
      expect(await network.attributesOf(person.user)).toEqual([...manual].sort());
    }),
    RUNS,
  );
});

test("rule 14: no attribute occurs twice, and the same request again changes none", async () => {
  await fc.assert(
    fc.asyncProperty(steps, step, async (taken, last) => {
      const person = await addPerson();
      await take([...taken, last], person);
      const attributes = await network.attributesOf(person.user);
      expect(new Set(attributes).size).toBe(attributes?.length);
      await last(person);
      expect(await network.attributesOf(person.user)).toEqual(attributes);
    }),
    RUNS,
  );
});
