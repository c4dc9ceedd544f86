import fc from "fast-check";
import { groupAttributes, userAttributes } from "../../scim/support/resource-arbitraries";
import { Network } from "../../support/network";
import type { Answer, Connection } from "../../support/running-server";

let network: Network;
let to: Connection;
beforeAll(async () => {
  network = await Network.start();
  to = await network.connect();
});
afterAll(() => network.stop());

const scim = (method: string, path: string, body?: unknown) => network.server.scim(to, method, path, body);
const idOf = ({ body }: Answer) => (body as { id: string }).id;

/** PUTs back all that a GET answered, and expects that this changes nothing. */
async function expectPutBack(path: string): Promise<void> {
  const { body } = await scim("GET", path);
  const answer = await scim("PUT", path, body);
  expect([answer.status, answer.body]).toEqual([200, body]);
  expect((await scim("GET", path)).body).toEqual(body);
}

describe("GET, then PUT of all that was answered, changes nothing in the store", () => {
  test("for a user", async () => {
    await fc.assert(
      fc.asyncProperty(userAttributes, async ({ externalId: _shared, ...sent }) => {
        const answer = await scim("POST", "/Users", { ...sent, userName: network.fresh("user") });
        expect(answer.status).toBe(201);
        const before = await network.attributesOf(idOf(answer));
        await expectPutBack(`/Users/${idOf(answer)}`);
        expect(await network.attributesOf(idOf(answer))).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  test("for a group and what it gave its members", async () => {
    const ids = [
      await network.addUser(to, network.fresh("u")),
      await network.addUser(to, network.fresh("u")),
    ];
    await fc.assert(
      fc.asyncProperty(groupAttributes, fc.subarray(ids), async ({ externalId: _shared, ...sent }, some) => {
        const group = idOf(
          await scim("POST", "/Groups", { ...sent, displayName: network.fresh("group"), members: some }),
        );
        await network.patch(to, `/Groups/${group}`, {
          op: "replace",
          path: "displayName",
          value: network.fresh("renamed"),
        });
        const before = await Promise.all(ids.map((id) => network.attributesOf(id)));
        await expectPutBack(`/Groups/${group}`);
        expect(await Promise.all(ids.map((id) => network.attributesOf(id)))).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});
