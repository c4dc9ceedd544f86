import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { TestServer } from "../support/running-server";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

interface SlowRequest {
  readonly request: ClientRequest;
  readonly answer: Promise<IncomingMessage>;
}

/** A create whose body is still to come: the server has accepted it and waits. */
async function slowCreate(): Promise<SlowRequest> {
  const { id, token } = await server.connected("okta");
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/scim+json",
    expect: "100-continue",
  };
  const sent = request(`${server.url}/scim/v2/${id}/Users`, { method: "POST", headers, agent: false });
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

test("a shutdown finishes what it accepted, refuses what comes, and readyz says that it drains", async () => {
  const slow = await slowCreate();
  const { url } = server;
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

test("a caller who hangs up does not hold the shutdown", async () => {
  const slow = await slowCreate();
  const closed = server.close();
  slow.request.destroy();
  await closed;
  expect(() => server.running).toThrow("not running");
});
