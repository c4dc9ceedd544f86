import type { Client } from "../../src/client/client";
import { ApiError } from "../../src/client/errors/api-error";
import { ConnectionError } from "../../src/client/errors/connection-error";
import type { ClientSettings } from "../../src/client/settings";
import {
  type Answer,
  clientOf,
  edgeErrorBody,
  edgePage,
  FakeClock,
  gatewayErrorBody,
  INTEGRATION_ID,
  integrationBody,
  type Loopback,
  NETWORK_ID,
  type Route,
  sessionAnswer,
  startLoopback,
  TOKEN_ANSWER,
} from "../support/fake-api/loopback";
import { asked, inTurn, startSignedIn } from "../support/fake-api/signed-in";

let server: Loopback;
let client: Client;
let clock: FakeClock;

async function start(route: Route, settings: Partial<ClientSettings> = {}): Promise<void> {
  ({ server, client, clock } = await startSignedIn(route, settings));
}

/** Starts an API that leaves signing in to the test as well. */
async function startSigningIn(route: Route): Promise<void> {
  server = await startLoopback(route);
  clock = new FakeClock();
  client = clientOf(server.url, { clock });
}
afterEach(async () => {
  client.close();
  await server.stop();
});

const fine: Answer = { body: integrationBody() };
const get = () => client.integrations.get(INTEGRATION_ID);
const create = () => client.integrations.create({ networkId: NETWORK_ID, name: "Okta" });
const attempts = () => asked(server).length;

describe("an API that asks for patience", () => {
  test.each([
    ["in time with ours", 0],
    ["an hour behind ours", -3_600_000],
    ["an hour ahead of ours", 3_600_000],
  ])("by an HTTP date is asked again at that time, by its own clock (%s)", async (_, ahead) => {
    const date = (offset: number) => new Date(new FakeClock().time + ahead + offset).toUTCString();
    const headers = { date: date(0), "retry-after": date(9000) };
    await start(inTurn({ status: 429, headers }, fine));
    await expect(get()).resolves.toMatchObject({ name: "Okta" });
    expect(clock.slept).toEqual([9000]);
  });

  test("with 503 is asked again when it said", async () => {
    await start(inTurn({ status: 503, headers: { "retry-after": "4" } }, fine));
    await get();
    expect(clock.slept).toEqual([4000]);
  });

  test("longer than two minutes gets its answer reported instead of a silent wait", async () => {
    await start(inTurn({ status: 429, headers: { "retry-after": "3600" } }, fine));
    await expect(get()).rejects.toThrow(/429.*NF_MAX_CONCURRENT_REQUESTS/);
    expect([clock.slept, attempts()]).toEqual([[], 1]);
  });

  test("even to a create is given time: 429 says that nothing was made", async () => {
    await start(inTurn({ status: 429, headers: { "retry-after": "1" } }, { status: 201, ...fine }));
    await expect(create()).resolves.toMatchObject({ name: "Okta" });
    expect(attempts()).toBe(2);
  });

  test("at sign-in is given time too", async () => {
    let grants = 0;
    await startSigningIn((request) => {
      if (request.url !== "/oauth2/token") return fine;
      grants += 1;
      return grants === 1 ? { status: 429, headers: { "retry-after": "2" } } : TOKEN_ANSWER;
    });
    await get();
    expect([grants, clock.slept]).toEqual([2, [2000]]);
  });
});

describe("a connection that breaks in the middle of an answer", () => {
  test("is made again for a read", async () => {
    await start(inTurn({ ...fine, cut: true }, fine));
    await expect(get()).resolves.toMatchObject({ name: "Okta" });
    expect(attempts()).toBe(2);
  });

  test("is made again for a delete", async () => {
    await start(inTurn({ ...fine, cut: true }, { status: 204 }));
    await client.integrations.delete(INTEGRATION_ID, "keep");
    expect(attempts()).toBe(2);
  });

  test("is made again for a mint, under the same key", async () => {
    const createdAt = "2026-01-01T00:00:00.000Z";
    const body = {
      id: "t1",
      description: null,
      createdAt,
      expiresAt: null,
      lastUsedAt: null,
      state: "live",
      token: "x",
    };
    await start(inTurn({ status: 201, body, cut: true }, { status: 201, body }));
    await client.tokens.mint(INTEGRATION_ID, {}, { idempotencyKey: "key-1" });
    const keys = server.received.flatMap(({ headers }) => headers["idempotency-key"] ?? []);
    expect([keys, attempts()]).toEqual([["key-1", "key-1"], 2]);
  });

  test.each([
    ["create", () => create()],
    ["rename", () => client.integrations.patch(INTEGRATION_ID, { name: "Entra" })],
  ])("is not made again for a %s, and the error says that the outcome is not known", async (_, call) => {
    await start(inTurn({ ...fine, cut: true }, fine));
    const failure = await call().catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ reason: "reset", message: expect.stringContaining("not known whether") });
    expect(attempts()).toBe(1);
  });
});

test.each([408, 500, 502, 503, 504])("a create is never sent again after %d", async (status) => {
  await start(inTurn({ status, body: gatewayErrorBody(status, "FAILED", ["no"]) }, fine));
  await expect(create()).rejects.toBeInstanceOf(ApiError);
  expect(attempts()).toBe(1);
});

describe("credentials that end while many requests are under way", () => {
  const together = (call: () => Promise<unknown>) => Promise.all(Array.from({ length: 8 }, call));

  test("a bearer token is renewed once for all of them", async () => {
    let grants = 0;
    await startSigningIn((request) => {
      if (request.url === "/oauth2/token") {
        return { body: { access_token: `token-${++grants}`, token_type: "Bearer", expires_in: 3600 } };
      }
      return request.headers.authorization === `Bearer token-${grants < 2 ? 2 : grants}`
        ? fine
        : { status: 401, body: gatewayErrorBody(401, "UNAUTHORIZED", ["expired"]) };
    });
    await together(get);
    expect(grants).toBe(2);
  });

  test("a session of the edge API is exchanged once for all of them", async () => {
    let sessions = 0;
    await startSigningIn((request) => {
      if (request.url === "/oauth2/token") return TOKEN_ANSWER;
      if (request.url.endsWith("/exchange")) return sessionAnswer(server.url, `session-${++sessions}`);
      return request.headers["zt-session"] === "session-1"
        ? { status: 401, body: edgeErrorBody("UNAUTHORIZED", "expired") }
        : { body: edgePage([], 0) };
    });
    await together(() => client.authPolicies.list());
    expect(sessions).toBe(2);
  });

  test("the create that met the end is sent again, because 401 says that nothing was made", async () => {
    let made = 0;
    let grants = 0;
    await startSigningIn((request) => {
      if (request.url === "/oauth2/token") {
        return { body: { access_token: `token-${++grants}`, token_type: "Bearer", expires_in: 3600 } };
      }
      if (request.headers.authorization === "Bearer token-1") {
        return { status: 401, body: gatewayErrorBody(401, "UNAUTHORIZED", ["expired"]) };
      }
      made += 1;
      return { status: 201, ...fine };
    });
    await create();
    expect(made).toBe(1);
  });
});

describe("requests in flight", () => {
  test("stay within the limit, repetitions included", async () => {
    let open = 0;
    let most = 0;
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const failed = new Set<string>();
    await start(
      async (request) => {
        most = Math.max(most, ++open);
        if (open === 3) meet();
        await met;
        await new Promise(setImmediate);
        open -= 1;
        const first = !failed.has(request.url);
        failed.add(request.url);
        return first ? { status: 503 } : fine;
      },
      { maxConcurrentRequests: 3 },
    );
    const ids = Array.from({ length: 20 }, (_, number) => INTEGRATION_ID.replace(/..$/, String(10 + number)));
    await Promise.all(ids.map((id) => client.integrations.get(id)));
    expect([most, attempts()]).toEqual([3, 40]);
  });

  test("that wait before they are sent again take nobody's place", async () => {
    let release = () => {};
    const waits = new Promise<void>((resolve) => {
      release = resolve;
    });
    const patient = new FakeClock();
    patient.sleep = () => waits;
    const other = INTEGRATION_ID.replace(/.$/, "9");
    let refused = false;
    await start(
      ({ url }) => {
        if (!url.endsWith(INTEGRATION_ID) || refused) return fine;
        refused = true;
        return { status: 429 };
      },
      { maxConcurrentRequests: 1, clock: patient },
    );
    const waiting = get();
    while (!refused) await new Promise(setImmediate);
    await expect(client.integrations.get(other)).resolves.toMatchObject({ name: "Okta" });
    release();
    await expect(waiting).resolves.toMatchObject({ name: "Okta" });
  });
});
