/** What examples/openziti/README.md says of a restore of the gateway's database. */
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "libsql";
import { networkCheck } from "../../../src/contract/gateway/network-check";
import { Gateway } from "../../server/network/support/gateway";
import { type Connection, read } from "../../server/support/running-server";

let gateway: Gateway;
let to: Connection;
beforeEach(async () => {
  gateway = await Gateway.start();
  to = await gateway.server.connected("okta");
});
afterEach(() => gateway.stop());

const check = async () => {
  const { server } = gateway;
  const path = `/core/v3/networks/${server.running.networkId}/network-checks`;
  return read(networkCheck, await server.api("POST", path, {}));
};

/** A backup of the running server, as the page makes it. */
function backUp(): string {
  const backup = join(gateway.server.folder, "backup.sqlite");
  const database = new SqliteDatabase(gateway.server.database);
  database.exec(`VACUUM INTO '${backup}'`);
  database.close();
  return backup;
}

async function restore(backup: string): Promise<void> {
  const { server } = gateway;
  await server.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(server.database + end, { force: true });
  copyFileSync(backup, server.database);
  await server.open(gateway.options());
}

const push = (userName: string) => gateway.server.scim(to, "POST", "/Users", { userName });

test("a person who was pushed after the backup is in the way until the identity is deleted", async () => {
  await gateway.addUser(to, "ada");
  const backup = backUp();
  await gateway.addUser(to, "grace");
  await restore(backup);
  expect(await check()).toMatchObject({ expected: 1, missing: 0, unowned: 1, alarm: false });
  expect((await push("grace")).status).toBe(409);
  const grace = gateway.there().find(({ name }) => name === "grace");
  await gateway.server.edge("DELETE", `/identities/${grace?.id}`);
  expect((await push("grace")).status).toBe(201);
  expect(await check()).toMatchObject({ expected: 2, missing: 0, unowned: 0 });
});

test("who was deleted or disabled after the backup does not come back to life", async () => {
  const ada = await gateway.addUser(to, "ada");
  const bob = await gateway.addUser(to, "bob");
  const backup = backUp();
  await gateway.server.scim(to, "DELETE", `/Users/${ada}`);
  await gateway.server.scim(to, "PUT", `/Users/${bob}`, { userName: "bob", active: false });
  await restore(backup);
  await check();
  expect(gateway.there()).toMatchObject([{ name: "bob", disabled: true }]);
  expect((await gateway.server.scim(to, "GET", `/Users/${ada}`)).status).toBe(404);
});
