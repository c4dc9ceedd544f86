import { startServer } from "../../../../src/server/serve";
import { PASSWORD, USERNAME, ZitiController } from "../../../support/fake-api/ziti-controller";
import { TestServer } from "../../support/running-server";
import { Gateway } from "../support/gateway";

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function controller(change: (made: ZitiController) => void = () => {}): Promise<ZitiController> {
  const made = new ZitiController();
  made.line = "1.6";
  made.version = "v1.6.20";
  change(made);
  made.addDefaultAdmin();
  await made.start();
  servers.push(made);
  return made;
}

const at = ({ url }: ZitiController) => ({
  controller: { controllerUrl: url, username: USERNAME, password: PASSWORD },
});

async function opened(options: object = {}): Promise<TestServer> {
  const server = await TestServer.start(options);
  servers.unshift(server);
  return server;
}

const refusal = (options: object) =>
  opened(options).then(
    () => "started",
    (error: Error) => error.message,
  );

describe("refused at the start", () => {
  test("another controller than the database belongs to", async () => {
    const server = await opened(at(await controller()));
    await server.close();
    const other = await controller((made) => {
      made.account = "another-admin";
    });
    const message = await server.open(at(other)).then(
      () => "started",
      (error: Error) => error.message,
    );
    expect(message).toMatch(/belongs to another controller, last at http.*give --controller that one/);
  });

  test("the embedded network on a database of a controller, and the other way round", async () => {
    const server = await opened(at(await controller()));
    await server.close();
    await expect(server.open({})).rejects.toThrow(/belongs to the controller at .*give --controller/);
    const embedded = await opened();
    await embedded.integration("okta");
    await embedded.close();
    await expect(embedded.open(at(await controller()))).rejects.toThrow(/of the embedded network/);
  });

  test("a second server on the same SQLite file, until the first one has ended", async () => {
    const there = at(await controller());
    const server = await opened(there);
    const second = {
      host: "127.0.0.1",
      port: 0,
      database: server.database,
      ...there,
      log: { write: () => {} },
    };
    await expect(startServer(second)).rejects.toThrow(
      /another server uses the database file .*stop it first/,
    );
    await server.close();
    const alone = await startServer(second);
    await alone.close();
  });

  test("a version that is neither 1.6 nor 2.x", async () => {
    const old = await controller((made) => {
      made.version = "v1.5.4";
    });
    expect(await refusal(at(old))).toMatch(/has version v1.5.4; this server works with 1.6 and 2.x/);
  });

  test("an account that may sign in, and nothing else", async () => {
    const strict = await controller((made) => {
      made.isAdmin = false;
    });
    expect(await refusal(at(strict))).toMatch(/the account may not .*it must be an administrator/s);
  });

  test("a wrong password is told at once, and no message holds it", async () => {
    const there = await controller();
    const wrong = { controller: { ...at(there).controller, password: "a-wrong-password" } };
    const message = await refusal(wrong);
    expect(message).toContain("ZITI_API_PASSWORD");
    expect(message).not.toContain("a-wrong-password");
  });
});

test("a build from source is only warned of", async () => {
  const built = await controller((made) => {
    made.version = "v0.0.0";
  });
  const server = await opened(at(built));
  expect(server.log.join("")).toContain("as a build from source does");
});

test("a controller that is down is waited for: /readyz says so, and what was pushed arrives", async () => {
  const gateway = await Gateway.start(0);
  servers.unshift(gateway);
  const to = await gateway.server.connected("okta");
  await gateway.server.close();
  await gateway.controller.stop();
  await gateway.server.open(gateway.options(200));
  const ready = await gateway.server.send("GET", "/readyz");
  expect(ready).toMatchObject({ status: 503, body: { status: expect.stringContaining("the controller") } });
  await gateway.addUser(to, "ada");
  await gateway.controller.comeUp();
  await gateway.until(() => gateway.there().length === 1);
  expect((await gateway.server.send("GET", "/readyz")).status).toBe(200);
});

test("the port is free again after a refused start", async () => {
  const old = await controller((made) => {
    made.version = "v1.5.4";
  });
  const server = await opened();
  const database = `${server.folder}/other.sqlite`;
  const options = { host: "127.0.0.1", port: 0, database };
  await expect(startServer({ ...options, ...at(old) })).rejects.toThrow("v1.5.4");
  const running = await startServer({ ...options, log: { write: () => {} } });
  await running.close();
});
