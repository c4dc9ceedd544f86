import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { checkConfig } from "../../../src/server/check-config";
import { TestServer } from "../../server/support/running-server";
import { PASSWORD, USERNAME, ZitiController } from "../../support/fake-api/ziti-controller";
import { temporaryFolder } from "../../support/temporary-folder";

// The command as it is installed: `npm test` compiles it first.
const MAIN = join(packageRoot().directory, "dist", "src", "cli", "main.js");
const folder = temporaryFolder();
const controller = new ZitiController();
beforeAll(async () => {
  controller.version = "v1.6.20";
  controller.addDefaultAdmin();
  await controller.start();
});
afterAll(() => controller.stop());

const at = () => ({ controllerUrl: controller.url, username: USERNAME, password: PASSWORD });

test("a new database and a controller: both are named, and neither is written", async () => {
  const database = join(folder, "new.sqlite");
  const found = await checkConfig({ database, controller: at() });
  expect(found.database).toMatch(/new\.sqlite \(will be made\)$/);
  expect(found.controller).toBe(`v1.6.20 at ${controller.url}; the database belongs to none yet`);
  expect(existsSync(database)).toBe(false);
  const writes = controller.calls.filter((call) => !/^GET|POST authenticate/.test(call));
  expect(writes).toEqual([]);
});

test("the database of a controller: it says so, and refuses another controller and none", async () => {
  const server = await TestServer.start({ controller: at() });
  await server.close();
  const { database } = server;
  const found = await checkConfig({ database, controller: at() });
  expect(found.controller).toContain("the database belongs to it");
  await expect(checkConfig({ database })).rejects.toThrow(/belongs to the controller at/);
  const { account } = controller;
  controller.identities.delete(account);
  controller.account = "another-admin";
  controller.addDefaultAdmin();
  await expect(checkConfig({ database, controller: at() })).rejects.toThrow(/belongs to another controller/);
  await server.stop();
});

test("a database of the embedded network is refused for a controller, as a start refuses it", async () => {
  const server = await TestServer.start({});
  await server.integration("okta");
  await server.close();
  const { database } = server;
  await expect(checkConfig({ database, controller: at() })).rejects.toThrow(/of the embedded network/);
  expect(await checkConfig({ database })).toMatchObject({ controller: null, warnings: [] });
  await server.stop();
});

test("a controller that is away is told", async () => {
  const away = new ZitiController();
  await away.start();
  const { url } = away;
  await away.stop();
  const settings = { ...at(), controllerUrl: url, maxRetries: 0 };
  await expect(checkConfig({ database: join(folder, "x"), controller: settings })).rejects.toThrow(
    /connection was refused.*--controller right/,
  );
});

test("the command prints what a start would use, and starts nothing", () => {
  const { status, stdout } = spawnSync(process.execPath, [MAIN, "serve", "--check-config"], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /database .*\(will be made\)\nnetwork +embedded in the database\nthe server can start/,
  );
});
