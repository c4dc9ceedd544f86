import type { Client } from "../../src/client/client";
import { ApiContractError } from "../../src/client/errors/api-contract-error";
import { ApiError } from "../../src/client/errors/api-error";
import { ConnectionError } from "../../src/client/errors/connection-error";
import { CredentialsError } from "../../src/client/errors/credentials-error";
import { NetworkChoiceError } from "../../src/client/errors/network-choice-error";
import { NotFoundError } from "../../src/client/errors/not-found-error";
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
  policyBody,
  type Received,
  type Route,
  sessionAnswer,
  signerBody,
  startLoopback,
  TOKEN_ANSWER,
} from "./loopback";

const INTEGRATION_PATH = `/scim/v1/integrations/${INTEGRATION_ID}`;
const EDGE = "/edge/management/v1";

let server: Loopback;
let client: Client;
let clock: FakeClock;

/** Starts an API that signs anybody in and leaves the rest to the test. */
async function start(route: Route, settings: Partial<ClientSettings> = {}): Promise<void> {
  server = await startLoopback((request) => signIn(request) ?? route(request));
  clock = new FakeClock();
  client = clientOf(server.url, { clock, ...settings });
}

function signIn(request: Received): Answer | null {
  if (request.url === "/oauth2/token") return TOKEN_ANSWER;
  if (request.url.endsWith("/exchange")) return sessionAnswer(server.url);
  return null;
}

/** What the API was asked after signing in. */
function asked(): string[] {
  return server.received
    .filter((request) => signIn(request) === null)
    .map((request) => `${request.method} ${decodeURIComponent(request.url)}`);
}

async function thrown(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (failure) {
    return failure as Error;
  }
  throw new Error("nothing was thrown");
}

/** Gives the answers one after the other, the last one for ever. */
function inTurn(...answers: readonly Answer[]): Route {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)] as Answer;
}

afterEach(async () => {
  client.close();
  await server.stop();
});

describe("signing in", () => {
  test("the client credentials grant is sent once for requests made together", async () => {
    await start(() => ({ body: integrationBody() }));
    await Promise.all([client.integrations.get(INTEGRATION_ID), client.integrations.get(INTEGRATION_ID)]);
    const grants = server.received.filter(({ url }) => url === "/oauth2/token");
    expect(grants).toHaveLength(1);
    expect(grants[0]?.body).toBe("grant_type=client_credentials");
    expect(grants[0]?.headers.authorization).toBe(`Basic ${btoa("account:s3cret-of-the-account")}`);
    expect(server.received.at(-1)?.headers.authorization).toBe("Bearer bearer-1");
  });

  test("the token is renewed before it expires", async () => {
    await start(() => ({ body: integrationBody() }));
    await client.integrations.get(INTEGRATION_ID);
    clock.time += 3_541_000;
    await client.integrations.get(INTEGRATION_ID);
    expect(server.received.filter(({ url }) => url === "/oauth2/token")).toHaveLength(2);
  });

  test("a refused token is renewed once, and the request sent again", async () => {
    const refused = { status: 401, body: gatewayErrorBody(401, "UNAUTHORIZED", ["expired"]) };
    let grants = 0;
    server = await startLoopback((request) => {
      if (request.url !== "/oauth2/token") {
        return request.headers.authorization === "Bearer token-2" ? { body: integrationBody() } : refused;
      }
      grants += 1;
      return { body: { access_token: `token-${grants}`, token_type: "Bearer", expires_in: 3600 } };
    });
    client = clientOf(server.url);
    await expect(client.integrations.get(INTEGRATION_ID)).resolves.toMatchObject({ name: "Okta" });
    expect(grants).toBe(2);
  });

  test("a token that stays refused is an error, not a loop", async () => {
    let grants = 0;
    server = await startLoopback(({ url }) =>
      url === "/oauth2/token"
        ? { body: { access_token: `token-${++grants}`, token_type: "Bearer" } }
        : { status: 401, body: gatewayErrorBody(401, "UNAUTHORIZED", ["no"]) },
    );
    client = clientOf(server.url);
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure.message).toContain("NF_CLIENT_ID");
    expect(server.received.filter(({ url }) => url === INTEGRATION_PATH)).toHaveLength(2);
  });

  test("a wrong secret names the settings and hides the secret, even when the server echoes it", async () => {
    server = await startLoopback(() => ({
      status: 401,
      body: { error: "invalid_client", error_description: "s3cret-of-the-account is wrong" },
    }));
    client = clientOf(server.url);
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toBeInstanceOf(CredentialsError);
    expect(failure.message).toMatch(/invalid_client.*NF_CLIENT_ID.*NF_CLIENT_SECRET/);
    expect(failure.message).not.toContain("s3cret-of-the-account");
  });

  test("a ready token needs no grant", async () => {
    await start(() => ({ body: integrationBody() }), { apiToken: "ready" });
    await client.integrations.get(INTEGRATION_ID);
    expect(server.received.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      [INTEGRATION_PATH, "Bearer ready"],
    ]);
  });
});

describe("sessions of the edge API", () => {
  test("one exchange per network serves many requests", async () => {
    await start(() => ({ body: edgePage([], 0) }));
    await Promise.all([client.authPolicies.list(), client.jwtSigners.list(), client.identities.list()]);
    const exchanges = server.received.filter(({ url }) => url.endsWith("/exchange"));
    expect(exchanges.map(({ url, body }) => [url, body])).toEqual([
      [`/core/v3/networks/${NETWORK_ID}/exchange`, '{"type":"session"}'],
    ]);
    expect(server.received.at(-1)?.headers["zt-session"]).toBe("session-1");
  });

  test("a session the controller has ended is exchanged again, once", async () => {
    let sessions = 0;
    server = await startLoopback((request) => {
      if (request.url === "/oauth2/token") return TOKEN_ANSWER;
      if (request.url.endsWith("/exchange")) return sessionAnswer(server.url, `session-${++sessions}`);
      if (request.headers["zt-session"] === "session-2") return { body: edgePage([], 0) };
      return { status: 401, body: edgeErrorBody("UNAUTHORIZED", "no session") };
    });
    client = clientOf(server.url);
    await expect(client.authPolicies.list()).resolves.toEqual([]);
    expect(sessions).toBe(2);
  });

  test("a network that is gone does not read as a policy that is gone", async () => {
    server = await startLoopback((request) =>
      request.url === "/oauth2/token"
        ? TOKEN_ANSWER
        : { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such network"]) },
    );
    client = clientOf(server.url);
    const failure = await thrown(client.authPolicies.get("policy-1"));
    expect(failure).toBeInstanceOf(NetworkChoiceError);
    expect(failure.message).toContain("network_id");
  });
});

describe("which network", () => {
  const networks = (...names: string[]): Route => {
    const networkList = names.map((name, index) => ({
      id: NETWORK_ID.replace(/.$/, String(index)),
      name,
      status: "PROVISIONED",
    }));
    const page = { number: 0, size: 100, totalElements: names.length, totalPages: 1 };
    return () => ({ body: { _embedded: { networkList }, page } });
  };

  test("the only one of the account", async () => {
    await start(networks("prod"), { networkId: undefined });
    await expect(client.networks.defaultId()).resolves.toBe(NETWORK_ID.replace(/.$/, "0"));
  });
  test("the one with the name", async () => {
    await start(networks("prod", "test"), { networkId: undefined, networkName: "test" });
    await expect(client.networks.defaultId()).resolves.toBe(NETWORK_ID.replace(/.$/, "1"));
  });
  test.each([
    [["prod", "test"], undefined, /"prod" \(.*\), "test" \(.*\).*network_id/],
    [["prod"], "stage", /no network named "stage".*"prod"/],
    [["prod", "prod"], "prod", /2 networks are named "prod": .*, .*network_id/],
    [[], undefined, /sees no network/],
  ])("of %j with the name %p: says what there is", async (names, networkName, message) => {
    await start(networks(...names), { networkId: undefined, networkName });
    const failure = await thrown(client.networks.defaultId());
    expect(failure).toBeInstanceOf(NetworkChoiceError);
    expect(failure.message).toMatch(message);
  });
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
    expect(asked()).toHaveLength(3);
  });

  test("a create whose connection breaks is not sent again, and the error says what is not known", async () => {
    await start(() => ({ hangUp: true }));
    const failure = await thrown(client.integrations.create({ networkId: NETWORK_ID, name: "Okta" }));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure.message).toMatch(/POST \/scim\/v1\/integrations.*not known whether/);
    expect(asked()).toHaveLength(1);
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

  test("an aborted request ends at once with the reason", async () => {
    await start(() => ({ silent: true }));
    const stop = new AbortController();
    const call = client.integrations.get(INTEGRATION_ID, { signal: stop.signal });
    while (asked().length === 0) await new Promise(setImmediate);
    stop.abort(new Error("terraform was interrupted"));
    await expect(call).rejects.toThrow("terraform was interrupted");
  });

  test("a create under way is given time for its answer after an interrupt, so that nothing is made and forgotten", async () => {
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
    while (asked().length === 0) await new Promise(setImmediate);
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

describe("answers that are no success", () => {
  test("a gateway error keeps its fields", async () => {
    const fieldErrors = [{ field: "name", reason: "is already taken" }];
    await start(() => ({ status: 409, body: gatewayErrorBody(409, "CONFLICT", ["duplicate"], fieldErrors) }));
    const failure = await thrown(client.integrations.patch(INTEGRATION_ID, { name: "Entra" }));
    expect(failure).toMatchObject({ status: 409, label: "CONFLICT", fieldErrors, traceId: "trace-7" });
    expect(failure.message).toBe(
      `PATCH ${INTEGRATION_PATH} answered 409 CONFLICT: duplicate; name: is already taken (trace trace-7)`,
    );
  });

  test("an edge error keeps the field that caused it", async () => {
    const cause = { field: "name", reason: "duplicate value 'Staff'", value: "Staff" };
    await start(() => ({
      status: 400,
      body: edgeErrorBody("COULD_NOT_VALIDATE", "The supplied request failed", cause),
    }));
    const failure = await thrown(client.authPolicies.get("policy-1"));
    expect(failure).toMatchObject({
      status: 400,
      label: "COULD_NOT_VALIDATE",
      fieldErrors: [{ field: "name", reason: "duplicate value 'Staff'" }],
      traceId: "request-9",
    });
  });

  test("a 404 of the API is a NotFoundError", async () => {
    await start(() => ({ status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such integration"]) }));
    await expect(client.integrations.get(INTEGRATION_ID)).rejects.toBeInstanceOf(NotFoundError);
  });

  test.each([
    ["a page of HTML", { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not Found</h1>" }],
    ["JSON of somebody else", { status: 404, body: { message: "no Route matched with those values" } }],
    ["nothing", { status: 404 }],
  ])("a 404 that is %s does not prove that the object is gone", async (_, answer) => {
    await start(() => answer);
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toBeInstanceOf(ApiContractError);
    expect(failure.message).toContain("api_url");
  });

  test("HTML with status 200 is named as such", async () => {
    await start(() => ({ headers: { "content-type": "text/html; charset=utf-8" }, body: "<html></html>" }));
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure.message).toMatch(/answered 200 with text\/html where JSON was expected.*api_url/);
  });

  test("cut-off JSON is an ApiContractError", async () => {
    await start(() => ({ headers: { "content-type": "application/json" }, body: '{"id": "0b7' }));
    await expect(client.integrations.get(INTEGRATION_ID)).rejects.toBeInstanceOf(ApiContractError);
  });

  test("a misfit names the field and the reason, never the value", async () => {
    await start(() => ({ body: integrationBody({ hasAuthToken: "tell nobody" }) }));
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toBeInstanceOf(ApiContractError);
    expect(failure.message).toMatch(new RegExp(`GET ${INTEGRATION_PATH} .*hasAuthToken: .*boolean`));
    expect(failure.message).not.toContain("tell nobody");
  });

  test("a redirect is not followed", async () => {
    await start(() => ({ status: 302, headers: { location: "http://127.0.0.1:1/" } }));
    await expect(client.integrations.get(INTEGRATION_ID)).rejects.toThrow(/answered 302/);
    expect(asked()).toHaveLength(1);
  });

  test("a secret the server echoes is masked", async () => {
    await start(() => ({
      status: 400,
      body: gatewayErrorBody(400, "BAD_REQUEST", ["bad header Bearer bearer-1"]),
    }));
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure.message).toContain("Bearer ********");
    expect(failure.message).not.toContain("bearer-1");
  });
});

describe("lists", () => {
  test("of the gateway are read to the last page", async () => {
    await start(({ url }) => {
      const number = Number(new URL(url, "http://x").searchParams.get("page"));
      const id = INTEGRATION_ID.replace(/.$/, String(number));
      const page = { number, size: 100, totalElements: 3, totalPages: 3 };
      return { body: { _embedded: { integrationList: [integrationBody({ id })] }, page } };
    });
    const found = await client.integrations.list({ networkId: NETWORK_ID });
    expect(found.map(({ id }) => id.at(-1))).toEqual(["0", "1", "2"]);
  });

  test("of the edge API are read to the end, an item that slid counted once", async () => {
    await start(({ url }) => {
      const offset = Number(new URL(url, "http://x").searchParams.get("offset"));
      const items = offset === 0 ? ["a", "b"] : ["b", "c"];
      return {
        body: edgePage(
          items.map((id) => policyBody({ id })),
          4,
          offset,
        ),
      };
    });
    const found = await client.authPolicies.list();
    expect(found.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(asked().map((line) => /limit=500&offset=\d/.exec(line)?.[0])).toEqual([
      "limit=500&offset=0",
      "limit=500&offset=2",
    ]);
  });

  test("that shrink while they are read end", async () => {
    await start(() => ({ body: edgePage([], 7) }));
    await expect(client.authPolicies.list()).resolves.toEqual([]);
  });

  test("are filtered with the name quoted", async () => {
    await start(() => ({ body: edgePage([], 0) }));
    await client.jwtSigners.list({ name: 'a" or true or name = "' });
    expect(asked()[0]).toContain(String.raw`filter=name = "a\" or true or name = \""`);
  });
});

describe("what a real controller does", () => {
  test("a create answers the id alone, so the object is read", async () => {
    await start(({ method }) =>
      method === "POST"
        ? { status: 201, body: { data: { id: "policy-1", _links: {} }, meta: {} } }
        : { body: { data: policyBody(), meta: {} } },
    );
    const ids: string[] = [];
    const { id, createdAt, updatedAt, ...settings } = policyBody();
    const created = await client.authPolicies.create(
      { ...settings, primary: { ...settings.primary, extJwt: { allowed: true, allowedSigners: [] } } },
      { onCreated: (made) => ids.push(made) },
    );
    expect(created.primary.extJwt.allowedSigners).toEqual([]);
    expect(ids).toEqual(["policy-1"]);
    expect(asked()).toEqual([`POST ${EDGE}/auth-policies`, `GET ${EDGE}/auth-policies/policy-1`]);
  });

  test("tags of a signer dropped by the create are sent again, and blanks are never sent", async () => {
    let tags = {};
    await start(({ method, body }) => {
      if (method === "POST") return { status: 201, body: { data: { id: "signer-1" }, meta: {} } };
      if (method === "PUT") tags = JSON.parse(body).tags;
      return method === "PUT" ? {} : { body: { data: signerBody({ tags }), meta: {} } };
    });
    const created = await client.jwtSigners.create({
      name: "Okta",
      enabled: true,
      issuer: "https://idp.example.com",
      audience: "openziti",
      jwksEndpoint: "https://idp.example.com/keys",
      certPem: null,
      kid: "",
      claimsProperty: null,
      useExternalId: true,
      clientId: null,
      scopes: [],
      externalAuthUrl: null,
      targetToken: "ACCESS",
      tags: { team: "identity" },
    });
    expect(created.tags).toEqual({ team: "identity" });
    const sent = server.received
      .filter(({ method }) => method === "PUT" || method === "POST")
      .filter(({ url }) => url.startsWith(EDGE));
    expect(sent.map(({ method }) => method)).toEqual(["POST", "PUT"]);
    for (const { body } of sent) {
      expect(Object.keys(JSON.parse(body))).not.toEqual(expect.arrayContaining(["kid"]));
      expect(Object.keys(JSON.parse(body))).not.toEqual(expect.arrayContaining(["certPem"]));
    }
  });

  test("an update by PUT may be answered with an empty 200", async () => {
    await start(({ method }) => (method === "PUT" ? {} : { body: { data: signerBody(), meta: {} } }));
    const { id, commonName, fingerprint, notBefore, notAfter, createdAt, updatedAt, ...settings } =
      signerBody();
    await expect(
      client.jwtSigners.update("signer-1", { ...settings, scopes: [], targetToken: "ACCESS" }),
    ).resolves.toMatchObject({ id: "signer-1" });
  });
});

test("nothing that is logged carries a secret", async () => {
  const lines: string[] = [];
  const logger = {
    debug: (message: string, fields: object) => lines.push(JSON.stringify({ message, ...fields })),
  };
  await start(() => ({ body: edgePage([], 0) }), { logger });
  await client.authPolicies.list({ name: "private name" });
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toMatch(/bearer-1|session-1|s3cret|private name/);
});
