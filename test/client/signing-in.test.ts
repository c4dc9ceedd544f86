import type { Client } from "../../src/client/client";
import { ApiError } from "../../src/client/errors/api-error";
import { CredentialsError } from "../../src/client/errors/credentials-error";
import { NetworkChoiceError } from "../../src/client/errors/network-choice-error";
import type { ClientSettings } from "../../src/client/settings";
import {
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
import { startSignedIn, thrown } from "../support/fake-api/signed-in";

const INTEGRATION_PATH = `/scim/v1/integrations/${INTEGRATION_ID}`;

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

  test("the encoded secret is masked too when a server echoes the header of the grant", async () => {
    const basic = btoa("account:s3cret-of-the-account");
    server = await startLoopback(() => ({
      status: 401,
      body: { error: "invalid_client", error_description: `Basic ${basic} is wrong` },
    }));
    client = clientOf(server.url);
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure.message).toContain("Basic ******** is wrong");
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

  test.each([
    ["an hour ahead", 3_600_000, true],
    ["an hour ahead, and the API does not tell its time", 3_600_000, false],
    ["an hour behind", -3_600_000, true],
  ])("a clock that is %s does not cost an exchange per call", async (_, ahead, tells) => {
    const start = new FakeClock().time;
    const date = tells ? { date: new Date(start).toUTCString() } : { date: "" };
    server = await startLoopback((request) => {
      if (request.url === "/oauth2/token") return TOKEN_ANSWER;
      if (request.url.endsWith("/exchange")) return { ...sessionAnswer(server.url), headers: date };
      return { body: edgePage([], 0) };
    });
    client = clientOf(server.url, { clock: new FakeClock(start + ahead) });
    for (let call = 0; call < 5; call += 1) await client.authPolicies.list();
    expect(server.received.filter(({ url }) => url.endsWith("/exchange"))).toHaveLength(1);
  });

  test("a session is renewed a minute before it ends by the clock of the API", async () => {
    const time = new FakeClock().time;
    server = await startLoopback((request) => {
      if (request.url === "/oauth2/token") return TOKEN_ANSWER;
      if (request.url.endsWith("/exchange")) {
        return { ...sessionAnswer(server.url), headers: { date: new Date(time).toUTCString() } };
      }
      return { body: edgePage([], 0) };
    });
    clock = new FakeClock(time + 3_600_000);
    client = clientOf(server.url, { clock });
    const exchanges = () => server.received.filter(({ url }) => url.endsWith("/exchange")).length;
    await client.authPolicies.list();
    clock.time += 3_539_000;
    await client.authPolicies.list();
    expect(exchanges()).toBe(1);
    clock.time += 2000;
    await client.authPolicies.list();
    expect(exchanges()).toBe(2);
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
