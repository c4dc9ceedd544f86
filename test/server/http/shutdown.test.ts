import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import Fastify from "fastify";
import { Draining } from "../../../src/server/http/draining";
import { type Connection, TestServer } from "../support/running-server";
import { serveProcess } from "../support/serve-process";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

interface SlowRequest {
  readonly request: ClientRequest;
  readonly answer: Promise<IncomingMessage>;
}

/** A create without its body. The server has accepted it and waits for the body. */
async function slowCreate(url: string, { id, token }: Connection): Promise<SlowRequest> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/scim+json",
    expect: "100-continue",
  };
  const sent = request(`${url}/scim/v2/${id}/Users`, { method: "POST", headers, agent: false });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve);
    sent.once("error", reject);
  });
  answer.catch(() => undefined);
  sent.flushHeaders();
  await new Promise((resolve) => sent.once("continue", resolve));
  sent.write('{"userName":');
  return { request: sent, answer };
}

test("a shutdown finishes accepted requests, refuses new ones, and readyz says draining", async () => {
  const { url } = server;
  const slow = await slowCreate(url, await server.connected("okta"));
  const closed = server.close();
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: "draining" }]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const refused = await fetch(`${url}/scim/v2/any/Users`);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
  expect(await refused.json()).toMatchObject({ status: "503", schemas });
  expect((await fetch(`${url}/core/v3/networks`)).status).toBe(503);
  slow.request.end('"ada"}');
  expect((await slow.answer).statusCode).toBe(201);
  await closed;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test("on SIGTERM, the process finishes accepted requests, stores them and exits with 0", async () => {
  const to = await server.connected("okta");
  await server.close();
  const { child, url, ended } = await serveProcess(server.database);
  try {
    const slow = await slowCreate(url, to);
    child.kill("SIGTERM");
    while ((await fetch(`${url}/readyz`)).status !== 503);
    expect(child.exitCode).toBeNull();
    slow.request.end('"ada"}');
    expect((await slow.answer).statusCode).toBe(201);
    expect(await ended).toBe(0);
  } finally {
    child.kill("SIGKILL");
  }
  await server.open();
  expect((await server.scim(to, "GET", "/Users")).body).toMatchObject({ Resources: [{ userName: "ada" }] });
});

test("a caller who closes the connection does not delay the shutdown", async () => {
  const slow = await slowCreate(server.url, await server.connected("okta"));
  const closed = server.close();
  slow.request.destroy();
  await closed;
  expect(() => server.running).toThrow("not running");
});

test.each([
  ["nothing", ""],
  ["half a header", "GET /healthz HTTP/1.1\r\nHo"],
])("a connection that sent %s does not hold the shutdown", async (_what, sent) => {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  // Node may reset a connection whose request is cut off. Then it emits an error before the close.
  socket.on("error", () => undefined).write(sent);
  const ended = new Promise((resolve) => socket.once("close", resolve));
  await server.close();
  await ended;
});

test("a body that never ends holds the shutdown for the drain time and no longer", async () => {
  const draining = new Draining(50);
  const app = Fastify({ forceCloseConnections: true });
  draining.watch(app);
  app.post("/", async () => "read");
  const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const socket = connect(Number(port), "127.0.0.1");
  const head = ["POST / HTTP/1.1", "Host: x", "Content-Type: application/json", "Content-Length: 9"];
  socket.on("error", () => undefined).write(`${head.join("\r\n")}\r\nExpect: 100-continue\r\n\r\n{`);
  await once(socket, "data");
  await draining.start();
  const ended = new Promise((resolve) => socket.once("close", resolve));
  await app.close();
  await ended;
});

test("while the server drains, answers ask the caller to close the connection", async () => {
  const slow = await slowCreate(server.url, await server.connected("okta"));
  const closed = server.close();
  const health = await fetch(`${server.url}/healthz`);
  slow.request.end('"ada"}');
  expect([health.headers.get("connection"), (await slow.answer).headers.connection]).toEqual([
    "close",
    "close",
  ]);
  await closed;
});
