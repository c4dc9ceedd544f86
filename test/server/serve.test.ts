import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import SqliteDatabase from "libsql";
import * as z from "zod/mini";
import { networkList } from "../../src/contract/gateway/network";
import { startServer } from "../../src/server/serve";
import { read, TestServer } from "./support/running-server";

let server: TestServer;
beforeEach(() => {
  server = new TestServer();
});
afterEach(() => server.stop());

const tokenStatus = async (clientId: string, clientSecret: string) =>
  (
    await server.send("POST", "/oauth2/token", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      text: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    })
  ).status;

describe("start", () => {
  test("makes a credential when none is given or stored, and shows it once", async () => {
    await server.open({ clientId: undefined, clientSecret: undefined });
    const made = server.running.madeCredential;
    expect(await tokenStatus(made?.clientId ?? "", made?.clientSecret ?? "")).toBe(200);
    await server.close();
    await server.open({ clientId: undefined, clientSecret: undefined });
    expect(server.running.madeCredential).toBeNull();
    expect(await tokenStatus(made?.clientId ?? "", made?.clientSecret ?? "")).toBe(200);
  });

  test("a given credential replaces the former one and ends its access tokens", async () => {
    await server.open({ clientId: "old", clientSecret: "old-secret" });
    const former = await server.send("POST", "/oauth2/token", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      text: "grant_type=client_credentials&client_id=old&client_secret=old-secret",
    });
    const { access_token } = read(z.object({ access_token: z.string() }), former);
    await server.close();
    await server.open({ clientId: "new", clientSecret: "new-secret" });
    expect(server.running.madeCredential).toBeNull();
    expect(await tokenStatus("new", "new-secret")).toBe(200);
    expect(await tokenStatus("old", "old-secret")).toBe(401);
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await server.send("GET", "/core/v3/networks", { headers })).status).toBe(401);
  });

  test("keeps the network over restarts; a name renames it", async () => {
    const named = async () => {
      const { _embedded } = read(networkList, await server.api("GET", "/core/v3/networks"));
      return _embedded?.networkList.map(({ id, name }) => ({ id, name }));
    };
    await server.open();
    const id = server.running.networkId;
    expect(await named()).toEqual([{ id, name: "netfoundry-scim" }]);
    await server.close();
    await server.open({ networkName: "acme" });
    await server.close();
    await server.open();
    expect(await named()).toEqual([{ id, name: "acme" }]);
  });

  test("after a shutdown, the file holds everything without its side files", async () => {
    await server.open();
    const id = await server.integration("copied");
    await server.close();
    const copy = join(server.folder, "copy.sqlite");
    copyFileSync(server.database, copy);
    await server.open({ database: copy });
    expect((await server.api("GET", `/scim/v1/integrations/${id}`)).status).toBe(200);
  });

  test("answers health, readiness and the way to the console", async () => {
    await server.open();
    expect((await server.send("GET", "/healthz")).status).toBe(200);
    expect((await server.send("GET", "/readyz")).status).toBe(200);
    const root = await server.send("GET", "/");
    expect([root.status, root.headers.get("location")]).toEqual([302, "/console/"]);
    expect((await fetch(server.running.console)).status).toBe(200);
  });

  test("gives clients the public URL when there is one", async () => {
    await server.open();
    const port = new URL(server.url).port;
    await server.close();
    const running = await startServer({
      host: "127.0.0.1",
      port: Number(port),
      database: server.database,
      publicUrl: "https://scim.example.com/",
      log: { write: () => undefined },
    });
    expect([running.url, running.console]).toEqual([
      "https://scim.example.com",
      "https://scim.example.com/console/",
    ]);
    await running.close();
  });
});

describe("a failed start says why", () => {
  const options = () => ({
    host: "127.0.0.1",
    port: 0,
    database: server.database,
    log: { write: () => undefined },
  });

  test("a port in use", async () => {
    const other = await new Promise<Server>((resolve) => {
      const listening = createServer().listen(0, "127.0.0.1", () => resolve(listening));
    });
    const { port } = other.address() as { port: number };
    await expect(startServer({ ...options(), port })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is in use; choose another, or 0 for a free one`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test("a file that is not a database", async () => {
    writeFileSync(server.database, "this is a letter, not a database\n".repeat(100));
    await expect(startServer(options())).rejects.toThrow(server.database);
    expect(readFileSync(server.database, "utf8")).toContain("this is a letter");
  });

  test("an SQLite file of another program, which stays as it is", async () => {
    const other = new SqliteDatabase(server.database);
    other.exec("create table invoices (id text)");
    other.close();
    const before = readFileSync(server.database);
    await expect(startServer(options())).rejects.toThrow(
      `the database file ${server.database}: it belongs to another program, ` +
        'since it holds the table "invoices"',
    );
    expect(readFileSync(server.database)).toEqual(before);
  });

  test("a database of a newer version", async () => {
    await server.open();
    await server.close();
    const newer = new SqliteDatabase(server.database);
    newer.exec("insert into kysely_migration values ('9999-next-year', '2027-01-01')");
    newer.close();
    await expect(startServer(options())).rejects.toThrow(
      "a newer version of this server has changed it (9999-next-year); use that version",
    );
  });

  test.each(["", ":memory:"])("a database in memory: %p", async (database) => {
    await expect(startServer({ ...options(), database })).rejects.toThrow("give the path of a file");
  });

  test("a folder that does not exist", async () => {
    const database = join(server.folder, "nowhere", "server.sqlite");
    await expect(startServer({ ...options(), database })).rejects.toThrow(database);
  });

  test("half a credential", async () => {
    await expect(startServer({ ...options(), clientId: "only" })).rejects.toThrow("client secret");
  });
});

describe("secrets", () => {
  test("only the owner may read the database and the log beside it", async () => {
    writeFileSync(server.database, "", { mode: 0o644 });
    await server.open();
    const modes = readdirSync(server.folder).map((name) => statSync(join(server.folder, name)).mode & 0o777);
    expect(modes.length).toBeGreaterThan(1);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  test("no log line and no byte at rest holds one", async () => {
    await server.open();
    const secrets = [await server.signIn(), "test-secret-of-some-length"];
    const to = await server.connected("okta");
    const minted = await server.api(
      "POST",
      `/scim/v1/integrations/${to.id}/tokens`,
      {},
      {
        "idempotency-key": "a-key-nobody-would-guess-7261",
      },
    );
    const { token } = read(z.object({ token: z.string() }), minted);
    secrets.push(to.token, token, "a-key-nobody-would-guess-7261", "hunter2-hunter2");
    const connection = { id: to.id, token };
    await server.scim(connection, "POST", "/Users", { userName: "ada", password: "hunter2-hunter2" });
    await server.scim(to, "GET", `/Users?filter=${encodeURIComponent('userName eq "ada-in-the-query"')}`);
    await server.edge("GET", "/identities");
    await server.close();
    const log = server.log.join("");
    const file = readdirSync(server.folder)
      .map((name) => readFileSync(join(server.folder, name), "latin1"))
      .join("");
    expect(log).toContain('"status":201');
    expect(log).not.toContain("ada-in-the-query");
    expect(file).toContain("okta");
    for (const secret of secrets) {
      expect(log).not.toContain(secret);
      expect(file).not.toContain(secret);
    }
  });

  test("log lines are JSON, and the traceId of an error finds its line", async () => {
    await server.open();
    const answer = await server.api("GET", "/nowhere");
    const { traceId } = read(z.object({ traceId: z.string() }), answer);
    const lines = server.log.map((line) => JSON.parse(line) as { traceId?: string; status?: number });
    expect(lines.find((line) => line.traceId === traceId)).toMatchObject({ status: 404, path: "/nowhere" });
  });
});
