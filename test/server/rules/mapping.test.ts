import fc from "fast-check";
import type { Identity } from "../../../src/contract/edge/identity";
import { Network, policyBody } from "../support/network";

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

describe("rule 11: changing the mapping", () => {
  test("rule 11: applies to every identity, the auth policy included", async () => {
    const policyId = await network.create("auth-policies", policyBody(network.fresh("policy")));
    const to = await network.connect();
    const [one, two] = [network.fresh("one"), network.fresh("two")];
    const id = await network.addUser(to, one, { displayName: `${one} by name` });
    await network.addUser(to, two);
    const mapping = {
      identityNameField: "DISPLAY_NAME",
      externalIdField: "USER_NAME",
      authPolicyId: policyId,
    };
    expect((await network.setMapping(to, mapping)).status).toBe(200);
    const named = { name: `${one} by name`, externalId: one, authPolicyId: policyId };
    expect(await network.identityOf(id)).toMatchObject(named);
  });

  test("rule 11: is refused as a whole when one identity clashes", async () => {
    const to = await network.connect();
    const taken = network.fresh("taken");
    await network.createIdentity(taken);
    for (const displayName of [network.fresh("free"), taken, network.fresh("free")]) {
      await network.addUser(to, network.fresh("u"), { displayName });
    }
    const before = [...(await network.identities()).values()];
    const answer = await network.setMapping(to, { identityNameField: "DISPLAY_NAME" });
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).not.toContain(taken);
    const reason = "would give 1 value to more than one identity of the network";
    expect(answer.body).toMatchObject({ fieldErrors: [{ field: "identityNameField", reason }] });
    expect([...(await network.identities()).values()]).toEqual(before);
  });
});

const TEXTS = ["ann", "bob", "cyd", "dee"];
const maybe = fc.option(fc.constantFrom(...TEXTS), { nil: undefined });
const person = fc.record({
  displayName: maybe,
  nickName: maybe,
  email: fc.option(fc.constantFrom(...TEXTS.map((text) => `${text}@example.com`)), { nil: undefined }),
});
const mappings = fc.record({
  identityNameField: fc.constantFrom("USER_NAME", "DISPLAY_NAME", "NICK_NAME"),
  externalIdField: fc.constantFrom("NONE", "USER_NAME", "PRIMARY_EMAIL"),
  policy: fc.boolean(),
});

/** The changes between two readings of the identities. */
function differences(before: readonly Identity[], after: ReadonlyMap<string, Identity>) {
  const pairs = before.map((was) => ({ was, is: after.get(was.id) ?? was }));
  const count = (changed: (pair: { was: Identity; is: Identity }) => boolean) => pairs.filter(changed).length;
  const rekeyed = ({ was, is }: { was: Identity; is: Identity }) => was.externalId !== is.externalId;
  return {
    identities: pairs.length,
    unchanged: count((pair) => {
      const { was, is } = pair;
      return was.name === is.name && was.authPolicyId === is.authPolicyId && !rekeyed(pair);
    }),
    renamed: count(({ was, is }) => was.name !== is.name),
    rekeyed: count((pair) => rekeyed(pair) && pair.is.externalId !== null),
    externalIdLost: count((pair) => rekeyed(pair) && pair.is.externalId === null),
    policyChanged: count(({ was, is }) => was.authPolicyId !== is.authPolicyId),
  };
}

test("rule 11: applying produces the preview's counts, and fails only with conflicts", async () => {
  const policyId = await network.create("auth-policies", policyBody(network.fresh("policy")));
  const outcomes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { maxLength: 5 }),
      fc.array(mappings, { minLength: 1, maxLength: 3 }),
      async (people, changes) => {
        const to = await network.connect();
        for (const { email, ...names } of people) {
          const emails = email === undefined ? [] : [{ value: email, primary: true }];
          await network.addUser(to, network.fresh("u"), { ...names, emails });
        }
        for (const { policy, ...fields } of changes) {
          const mapping = { ...fields, authPolicyId: policy ? policyId : "default" };
          const ours = ({ tags }: Identity) => tags.scimIntegrationId === to.id;
          const before = [...(await network.identities()).values()].filter(ours);
          const { samples: _samples, conflicts, ...counts } = await network.preview(to, mapping);
          const { status } = await network.setMapping(to, mapping);
          outcomes.add(status);
          const after = await network.identities();
          expect(status).toBe(conflicts === 0 ? 200 : 409);
          const real = differences(before, after);
          if (status === 200) expect(real).toEqual(counts);
          else expect(real.unchanged).toBe(before.length);
        }
        await network.server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=delete`);
      },
    ),
    { numRuns: 25 },
  );
  expect(outcomes).toEqual(new Set([200, 409]));
}, 60_000);
