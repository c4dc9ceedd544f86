import fc from "fast-check";
import { MemoryScim } from "./support/memory-scim";
import { groupAttributes, patchOperation, userAttributes } from "./support/resource-arbitraries";

/** A value as it arrives over HTTP. */
const received = (value: unknown) => JSON.parse(JSON.stringify(value));

/** PUTs back all that a GET answered, and expects that this changes nothing. */
async function expectPutBack(scim: MemoryScim, path: string): Promise<void> {
  const read = await scim.get(path);
  const body = received(read.body);
  const answer = await scim.send("PUT", path, { body });
  expect([answer.status, received(answer.body)]).toEqual([200, body]);
  expect((await scim.get(path)).headers.etag).toBe(read.headers.etag);
}

// Okta and many clients change a resource by GET, then PUT of all that was answered.
describe("GET, then PUT of all that was answered, changes nothing", () => {
  test("for a user", async () => {
    await fc.assert(
      fc.asyncProperty(userAttributes, fc.array(patchOperation, { maxLength: 4 }), async (sent, steps) => {
        const scim = new MemoryScim();
        expect((await scim.postUser("ann", received(sent))).status).toBe(201);
        await scim.postGroup("Sales", ["u1"]);
        for (const step of steps) await scim.patch("/Users/u1", received(step));
        await expectPutBack(scim, "/Users/u1");
      }),
      { numRuns: 500 },
    );
  });

  test("for a group", async () => {
    const members = fc.subarray(["u1", "u2", "u3"]);
    await fc.assert(
      fc.asyncProperty(groupAttributes, members, async (sent, memberIds) => {
        const scim = new MemoryScim();
        for (const name of ["ann", "bob", "cid"]) await scim.postUser(name);
        const body = { displayName: "Sales", ...sent, members: memberIds.map((value) => ({ value })) };
        expect((await scim.send("POST", "/Groups", { body: received(body) })).status).toBe(201);
        await expectPutBack(scim, "/Groups/g4");
      }),
      { numRuns: 200 },
    );
  });
});
