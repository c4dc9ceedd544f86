import type { Client } from "../../src/client/client";
import { ConnectionError } from "../../src/client/errors/connection-error";
import type { ClientSettings } from "../../src/client/settings";
import {
  type Answer,
  clientOf,
  type FakeClock,
  gatewayErrorBody,
  INTEGRATION_ID,
  integrationBody,
  type Loopback,
  NETWORK_ID,
  type Route,
} from "../support/fake-api/loopback";
import { asked, inTurn, startSignedIn, thrown } from "../support/fake-api/signed-in";

let server: Loopback;
let client: Client;
let clock: FakeClock;

async function start(route: Route, settings: Partial<ClientSettings> = {}): Promise<void> {
  ({ server, client, clock } = await startSignedIn(route, settings));
}
afterEach(async () => {
  client.close();
  await server.stop();
});

describe("repeating", () => {
  test("a read goes on until the API is there again, and waits longer each time", async () => {
    await start(inTurn({ status: 503 }, { hangUp: true }, { status: 502 }, { body: integrationBody() }));
    await client.integrations.get(INTEGRATION_ID);
    expect(clock.slept).toEqual([250, 500, 1000]);
  });

  test("Retry-After is kept to", async () => {
    await start(inTurn({ status: 429, headers: { "retry-after": "7" } }, { body: integrationBody() }));
    await client.integrations.get(INTEGRATION_ID);
    expect(clock.slept).toEqual([7000]);
  });

  test.each([429, 503])(
    "Retry-After: 0 with %d does not spend all attempts within a second",
    async (status) => {
      const headers = { "retry-after": "0" };
      await start(() => ({ status, headers, body: gatewayErrorBody(status, "BUSY", ["busy"]) }));
      await expect(client.integrations.get(INTEGRATION_ID)).rejects.toMatchObject({ status });
      expect(clock.slept).toEqual([250, 500, 1000, 2000]);
    },
  );

  test("after the last attempt the answer itself is the error", async () => {
    await start(() => ({ status: 503, body: gatewayErrorBody(503, "UNAVAILABLE", ["busy"]) }), {
      maxRetries: 2,
    });
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toMatchObject({
      name: "ApiError",
      status: 503,
      label: "UNAVAILABLE",
      traceId: "trace-7",
    });
    expect(asked(server)).toHaveLength(3);
  });

  test("a create whose connection breaks is not repeated; the error calls its result unknown", async () => {
    await start(() => ({ hangUp: true }));
    const failure = await thrown(client.integrations.create({ networkId: NETWORK_ID, name: "Okta" }));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure.message).toMatch(/POST \/scim\/v1\/integrations.*not known whether/);
    expect(asked(server)).toHaveLength(1);
  });

  test("minting is repeated with the same idempotency key", async () => {
    const token = {
      id: "t1",
      description: null,
      createdAt: "2026-01-01T00:00:00Z",
      expiresAt: null,
      lastUsedAt: null,
      state: "live",
      token: "nfscim_secret",
    };
    await start(inTurn({ hangUp: true }, { status: 201, body: token }));
    const minted = await client.tokens.mint(INTEGRATION_ID, {}, { idempotencyKey: "key-1" });
    expect(minted.token).toBe("nfscim_secret");
    const mints = server.received.filter(({ url }) => url.endsWith("/tokens"));
    expect(mints.map(({ headers }) => headers["idempotency-key"])).toEqual(["key-1", "key-1"]);
  });

  test.each([
    ["for an earlier call is said to be so", [], true],
    ["for its own first attempt is not", [{ hangUp: true }], false],
  ])("a token that was minted %s", async (_, before, isReplayed) => {
    const token = {
      id: "t1",
      description: null,
      createdAt: "2026-01-01T00:00:00Z",
      expiresAt: null,
      lastUsedAt: null,
      state: "live",
      token: "nfscim_secret",
    };
    const headers = { "idempotency-replayed": "true" };
    await start(inTurn(...before, { status: 201, headers, body: token }));
    const minted = await client.tokens.mint(INTEGRATION_ID, {}, { idempotencyKey: "key-1" });
    expect(minted.isReplayed).toBe(isReplayed);
  });

  test("an aborted request ends at once with the reason", async () => {
    await start(() => ({ silent: true }));
    const stop = new AbortController();
    const call = client.integrations.get(INTEGRATION_ID, { signal: stop.signal });
    while (asked(server).length === 0) await new Promise(setImmediate);
    stop.abort(new Error("terraform was interrupted"));
    await expect(call).rejects.toThrow("terraform was interrupted");
  });

  test("an interrupted create gets time for its answer, so that no object is forgotten", async () => {
    let answer: (body: Answer) => void = () => {};
    await start((request) =>
      request.method === "POST" && request.url.startsWith("/scim/")
        ? new Promise((resolve) => {
            answer = resolve;
          })
        : {},
    );
    const stop = new AbortController();
    const call = client.integrations.create({ networkId: NETWORK_ID, name: "Okta" }, { signal: stop.signal });
    while (asked(server).length === 0) await new Promise(setImmediate);
    stop.abort(new Error("terraform was interrupted"));
    await new Promise(setImmediate);
    answer({ status: 201, body: integrationBody() });
    expect(await call).toMatchObject({ id: INTEGRATION_ID });
  });

  test("an attempt that takes too long counts as failed", async () => {
    await start(() => ({ silent: true }), { requestTimeoutMs: 60, maxRetries: 1, apiToken: "ready" });
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toMatchObject({ name: "ConnectionError", reason: "timeout", attempts: 2 });
    expect(failure.message).toMatch(/timed out after 60 ms.*request_timeout.*2 attempts/);
  });

  test("a refused connection says where and asks about api_url", async () => {
    await start(() => ({}));
    client.close();
    client = clientOf("http://127.0.0.1:1", { apiToken: "ready", maxRetries: 1, clock });
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toMatchObject({ name: "ConnectionError", reason: "refused", attempts: 2 });
    expect(failure.message).toMatch(/127\.0\.0\.1:1.*NF_API_URL/);
  });

  test("never more requests at once than allowed", async () => {
    let open = 0;
    let most = 0;
    await start(
      async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        return { body: integrationBody() };
      },
      { maxConcurrentRequests: 2 },
    );
    await Promise.all(Array.from({ length: 8 }, () => client.integrations.get(INTEGRATION_ID)));
    expect(most).toBe(2);
  });
});
