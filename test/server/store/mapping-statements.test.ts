import { PreparedStatements } from "../../../src/server/store/sqlite/prepared-statements";
import { addManyUsers } from "../support/many-users";
import { Network } from "../support/network";

// Within a transaction, SQLite goes through all its pages so far at the end of each statement. With one
// statement for each user, 30,000 users took nine times as long as 10,000, and not three times.

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await network.stop();
});

test("a mapping and the end of an integration change many identities by few statements", async () => {
  const to = await network.connect();
  await addManyUsers(network.server, to.id, 1000);
  const ran = jest.spyOn(PreparedStatements.prototype, "execute");
  const updates = () => ran.mock.calls.filter(([{ sql }]) => /^\s*update ("?)identities\b/.test(sql)).length;
  expect((await network.setMapping(to, { externalIdField: "PRIMARY_EMAIL" })).status).toBe(200);
  expect(await network.identity("user-7")).toMatchObject({ externalId: "user-7@example.com" });
  expect(updates()).toBe(5);
  const path = `/scim/v1/integrations/${to.id}?identities=keep`;
  expect((await network.server.api("DELETE", path)).status).toBe(204);
  expect(updates()).toBe(10);
});
