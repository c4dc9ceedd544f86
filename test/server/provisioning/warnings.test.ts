import { embeddedIdentities } from "../../../src/server/network/embedded/embedded-identities";
import { scimBackend } from "../../../src/server/provisioning/scim-backend";
import type { Database } from "../../../src/server/store/database";
import { openDatabase } from "../../../src/server/store/open-database";
import type { SyncWarning } from "../../../src/server/sync/types";
import { TestServer } from "../support/running-server";

let server: TestServer;
let db: Database;
beforeAll(async () => {
  server = await TestServer.start();
  db = await openDatabase(server.database);
});
afterAll(async () => {
  await db.destroy();
  await server.stop();
});

test("a transaction that runs again warns once", async () => {
  const to = await server.connected("okta");
  const { id } = (await server.scim(to, "POST", "/Users", { userName: "ada" })).body as { id: string };
  const warnings: SyncWarning[] = [];
  let attempts = 0;
  const backend = scimBackend({
    identities: embeddedIdentities,
    db,
    clock: () => server.now,
    integrationId: to.id,
    warn: (warning) => warnings.push(warning),
    recordChanges: async () => {
      attempts += 1;
      if (attempts === 1) throw Object.assign(new Error("deadlock"), { code: "40P01" });
    },
  });
  const refused = { error: { scimType: "invalidValue", status: 400 }, attributes: ["title"] };
  await backend.transaction((writes) => writes.disableUser(id, refused as never));
  expect([attempts, warnings.length]).toEqual([2, 1]);
});
