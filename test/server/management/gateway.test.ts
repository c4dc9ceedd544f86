import { gatewayError, oauthError } from "../../../src/contract/errors";
import { integration, integrationList } from "../../../src/contract/integration";
import { mapping, mappingPreview } from "../../../src/contract/mapping";
import { edgeSession, network, networkList } from "../../../src/contract/network";
import { accessToken } from "../../../src/contract/oauth";
import { mintedToken, tokenList } from "../../../src/contract/token";
import { type Answer, CLIENT_ID, CLIENT_SECRET, read, TestServer } from "../support/running-server";

const INTEGRATIONS = "/scim/v1/integrations";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

let count = 0;
const freshName = () => `integration ${++count}`;

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

function expectProblem(answer: Answer, status: number, ...fields: string[]) {
  expect(answer.status).toBe(status);
  const body = read(gatewayError, answer);
  expect(body.status.code).toBe(status);
  expect((body.fieldErrors ?? []).map(({ field }) => field)).toEqual(fields);
  return body;
}

describe("POST /oauth2/token", () => {
  const grant = "grant_type=client_credentials";

  test.each([
    ["Basic authentication", { authorization: basic(CLIENT_ID, CLIENT_SECRET) }, grant],
    ["the form", {}, `${grant}&client_id=${CLIENT_ID}&client_secret=${CLIENT_SECRET}`],
    ["an unknown scope beside it", { authorization: basic(CLIENT_ID, CLIENT_SECRET) }, `${grant}&scope=x`],
  ])("gives an access token for the credential in %s", async (_where, headers, text) => {
    const answer = await server.send("POST", "/oauth2/token", { headers: { ...FORM, ...headers }, text });
    expect(answer.status).toBe(200);
    expect(read(accessToken, answer)).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test.each([
    ["a wrong secret", { authorization: basic(CLIENT_ID, "wrong") }],
    ["an unknown client", { authorization: basic("nobody", CLIENT_SECRET) }],
    ["no credential", {}],
    ["half a header", { authorization: "Basic" }],
  ])("refuses %s with 401 invalid_client", async (_what, headers) => {
    const answer = await server.send("POST", "/oauth2/token", {
      headers: { ...FORM, ...headers },
      text: grant,
    });
    expect(answer.status).toBe(401);
    expect(read(oauthError, answer).error).toBe("invalid_client");
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic/);
  });

  test.each([
    ["another grant", "grant_type=password", FORM, "unsupported_grant_type"],
    ["no grant", "scope=x", FORM, "invalid_request"],
    ["JSON", "{}", { "content-type": "application/json" }, "invalid_request"],
  ])("refuses %s with 400", async (_what, text, headers, error) => {
    const authorization = basic(CLIENT_ID, CLIENT_SECRET);
    const answer = await server.send("POST", "/oauth2/token", {
      headers: { ...headers, authorization },
      text,
    });
    expect([answer.status, read(oauthError, answer).error]).toEqual([400, error]);
  });
});

describe("access", () => {
  test.each(["/core/v3/networks", INTEGRATIONS, `${INTEGRATIONS}/${NOWHERE}/tokens`])(
    "refuses %s without an access token, with an unknown one and with an edge session",
    async (path) => {
      const exchanged = await server.api("POST", `/core/v3/networks/${server.running.networkId}/exchange`, {
        type: "session",
      });
      const session = read(edgeSession, exchanged).value;
      const attempts: Record<string, string>[] = [
        {},
        { authorization: "Bearer nfgw_x" },
        { authorization: `Bearer ${session}` },
      ];
      for (const headers of attempts) {
        const answer = await server.send("GET", path, { headers });
        expectProblem(answer, 401);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
    },
  );

  test("ends when the access token has expired", async () => {
    const own = await TestServer.start();
    try {
      own.advance(3599);
      expect((await own.api("GET", "/core/v3/networks")).status).toBe(200);
      own.advance(1);
      expectProblem(await own.api("GET", "/core/v3/networks"), 401);
    } finally {
      await own.stop();
    }
  });
});

describe("what every call answers to nonsense", () => {
  const json = { "content-type": "application/json" };
  const send = async (path: string, text: string, headers: Record<string, string>) =>
    server.send("POST", path, {
      headers: { authorization: `Bearer ${await server.signIn()}`, ...headers },
      text,
    });

  test("unknown paths and methods: 404 in the gateway's body", async () => {
    expectProblem(await server.api("GET", "/nowhere"), 404);
    expectProblem(await server.api("PUT", "/core/v3/networks"), 404);
  });

  test.each([
    ["a body that is no JSON", "{oops", json, 400],
    ["a body without a content type of JSON", "name=x", FORM, 400],
    ["no body", "", json, 400],
    ["a body that nests without end", "[".repeat(5000), json, 400],
    ["a body beyond the limit", `"${"x".repeat(1024 * 1024)}"`, json, 413],
    ["a body that is a list", "[]", json, 400],
  ])("%s", async (_what, text, headers, status) => {
    const answer = await send(INTEGRATIONS, text, headers);
    expect(answer.status).toBe(status);
    expect(read(gatewayError, answer).status.code).toBe(status);
  });

  test("a path that cannot be decoded: 400", async () => {
    expectProblem(await server.api("GET", `${INTEGRATIONS}/%E0%A4%A`), 400);
  });

  test("the error of a body that is no JSON does not quote the body", async () => {
    const answer = await send(INTEGRATIONS, '{"token": hush-hush}', json);
    expect(JSON.stringify(answer.body)).not.toContain("hush");
  });
});

describe("networks", () => {
  test("lists the one network and answers it by id", async () => {
    const list = read(networkList, await server.api("GET", "/core/v3/networks?page=0&size=5&sort=name,desc"));
    const id = server.running.networkId;
    expect(list.page).toEqual({ number: 0, size: 5, totalElements: 1, totalPages: 1 });
    expect(list._embedded?.networkList).toEqual([{ id, name: "netfoundry-scim", status: "PROVISIONED" }]);
    expect(read(network, await server.api("GET", `/core/v3/networks/${id}`)).id).toBe(id);
    expectProblem(await server.api("GET", `/core/v3/networks/${NOWHERE}`), 404);
  });

  test("exchanges the access token for a session of the edge API that lasts 30 minutes", async () => {
    const path = `/core/v3/networks/${server.running.networkId}/exchange`;
    const session = read(edgeSession, await server.api("POST", path, { type: "session" }));
    expect(session.networkControllerUrl).toBe(`${server.url}/edge/management/v1`);
    expect(Date.parse(session.expiresAt ?? "") - server.now.getTime()).toBe(30 * 60 * 1000);
    const identities = await fetch(`${session.networkControllerUrl}/identities`, {
      headers: { "zt-session": session.value },
    });
    expect(identities.status).toBe(200);
    expectProblem(await server.api("POST", path, { type: "token" }), 400, "type");
  });
});

describe("integrations", () => {
  test("rule 4: a new one has the default mapping, no token, a URL of its own, and links", async () => {
    const name = freshName();
    const answer = await server.api("POST", INTEGRATIONS, { networkId: server.running.networkId, name });
    expect(answer.status).toBe(201);
    const made = read(integration, answer);
    expect(made).toMatchObject({
      name,
      integrationUrl: `${server.url}/scim/v2/${made.id}`,
      hasAuthToken: false,
      tokenExpiresAt: null,
      maxTokenOverlapSeconds: 0,
      mapping: {
        identityNameField: "USER_NAME",
        authPolicyId: "default",
        externalIdField: "NONE",
        externalIdCustomPath: null,
      },
      createdBy: CLIENT_ID,
      updatedBy: CLIENT_ID,
    });
    expect(answer.body).toMatchObject({ _links: { self: { href: answer.headers.get("location") } } });
    expect(answer.headers.get("etag")).toBe('"1"');
    expect((await server.api("GET", `${INTEGRATIONS}/${made.id}`)).body).toEqual(answer.body);
  });

  test("rule 1: a name is unique in the network; the refusal names the id of the other, and a rename too", async () => {
    const name = freshName();
    const id = await server.integration(name);
    const again = await server.api("POST", INTEGRATIONS, { networkId: server.running.networkId, name });
    expect(expectProblem(again, 409, "name").errors[0]).toContain(id);
    const other = await server.integration(freshName());
    const renamed = await server.api("PATCH", `${INTEGRATIONS}/${other}`, { name });
    expect(expectProblem(renamed, 409, "name").errors[0]).toContain(id);
    expect((await server.api("PATCH", `${INTEGRATIONS}/${id}`, { name })).status).toBe(200);
  });

  test("rule 1: of many creations of one name at the same time exactly one wins", async () => {
    const name = freshName();
    const body = { networkId: server.running.networkId, name };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.api("POST", INTEGRATIONS, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  test.each([
    ["a blank name", { name: "  " }, ["name"]],
    ["a name of another type", { name: 7 }, ["name"]],
    ["an unknown field", { name: "x", color: "red" }, ["color"]],
    ["an unknown field of the mapping", { name: "x", mapping: { colour: 1 } }, ["mapping.colour"]],
    [
      "an unknown choice",
      { name: "x", mapping: { identityNameField: "EMAIL" } },
      ["mapping.identityNameField"],
    ],
    [
      "CUSTOM without a path",
      { name: "x", mapping: { externalIdField: "CUSTOM" } },
      ["mapping.externalIdCustomPath"],
    ],
    [
      "a path without CUSTOM",
      { name: "x", mapping: { externalIdCustomPath: "externalId" } },
      ["mapping.externalIdCustomPath"],
    ],
    [
      "a path that is no SCIM path",
      { name: "x", mapping: { externalIdField: "CUSTOM", externalIdCustomPath: "emails[" } },
      ["mapping.externalIdCustomPath"],
    ],
    [
      "rule 2: an auth policy that does not exist",
      { name: "x", mapping: { authPolicyId: "nope" } },
      ["mapping.authPolicyId"],
    ],
    ["a network that does not exist", { name: "x", networkId: NOWHERE }, ["networkId"]],
    ["a network id that is no UUID", { name: "x", networkId: "mine" }, ["networkId"]],
  ])("refuses %s with 400, and makes nothing", async (_what, body, fields) => {
    const before = read(integrationList, await server.api("GET", INTEGRATIONS)).page.totalElements;
    const answer = await server.api("POST", INTEGRATIONS, { networkId: server.running.networkId, ...body });
    expectProblem(answer, 400, ...fields);
    expect(read(integrationList, await server.api("GET", INTEGRATIONS)).page.totalElements).toBe(before);
  });

  test("lists by pages, sorted, and finds by name and network", async () => {
    const own = await TestServer.start();
    try {
      for (const name of ["b", "c", "a"]) await own.integration(name);
      const names = async (query: string) =>
        (
          read(integrationList, await own.api("GET", `${INTEGRATIONS}?${query}`))._embedded
            ?.integrationList ?? []
        ).map(({ name }) => name);
      expect(await names("")).toEqual(["a", "b", "c"]);
      expect(await names("sort=name,desc")).toEqual(["c", "b", "a"]);
      expect(await names("size=2&page=1")).toEqual(["c"]);
      expect(await names("name=b")).toEqual(["b"]);
      expect(await names(`networkId=${own.running.networkId}`)).toHaveLength(3);
      expect(await names(`networkId=${NOWHERE}`)).toEqual([]);
      const page = read(integrationList, await own.api("GET", `${INTEGRATIONS}?size=2`)).page;
      expect(page).toEqual({ number: 0, size: 2, totalElements: 3, totalPages: 2 });
    } finally {
      await own.stop();
    }
  });

  test.each(["page=-1", "page=x", "size=0", "size=1001", "sort=color", "sort=name,up", "page=0&page=1"])(
    "refuses ?%s with 400 that names the parameter",
    async (query) => {
      expectProblem(await server.api("GET", `${INTEGRATIONS}?${query}`), 400, query.split("=")[0] ?? "");
    },
  );

  test("renames in place; the id stays, the version grows, and nothing changes without a change", async () => {
    const id = await server.integration(freshName());
    const name = freshName();
    const renamed = await server.api("PATCH", `${INTEGRATIONS}/${id}`, { name });
    expect(read(integration, renamed)).toMatchObject({ id, name });
    expect(renamed.headers.get("etag")).toBe('"2"');
    const same = await server.api("PATCH", `${INTEGRATIONS}/${id}`, {});
    expect([same.headers.get("etag"), same.body]).toEqual(['"2"', renamed.body]);
    expectProblem(await server.api("PATCH", `${INTEGRATIONS}/${id}`, { mapping: {} }), 400, "mapping");
    expectProblem(await server.api("PATCH", `${INTEGRATIONS}/${NOWHERE}`, { name: "x" }), 404);
  });

  test("If-Match of an old version: 412 on rename, mapping and delete, and nothing changes", async () => {
    const id = await server.integration(freshName());
    const path = `${INTEGRATIONS}/${id}`;
    await server.api("PATCH", path, { name: freshName() });
    const old = { "if-match": '"1"' };
    expectProblem(await server.api("PATCH", path, { name: freshName() }, old), 412);
    expectProblem(await server.api("PUT", `${path}/mapping`, {}, old), 412);
    expectProblem(await server.api("DELETE", path, undefined, old), 412);
    const current = { "if-match": 'W/"9", "2"' };
    expect(
      (await server.api("PUT", `${path}/mapping`, { identityNameField: "NICK_NAME" }, current)).status,
    ).toBe(200);
    expect((await server.api("DELETE", path, undefined, { "if-match": "*" })).status).toBe(204);
  });

  test("deletes; the id is unknown afterwards", async () => {
    const id = await server.integration(freshName());
    expectProblem(await server.api("DELETE", `${INTEGRATIONS}/${id}?identities=burn`), 400, "identities");
    expect((await server.api("DELETE", `${INTEGRATIONS}/${id}`)).status).toBe(204);
    expectProblem(await server.api("GET", `${INTEGRATIONS}/${id}`), 404);
    expectProblem(await server.api("DELETE", `${INTEGRATIONS}/${id}`), 404);
  });
});

describe("mapping of an integration without users", () => {
  test("PUT keeps the settings, defaults what is left out, and moves the version of the integration", async () => {
    const id = await server.integration(freshName());
    const path = `${INTEGRATIONS}/${id}/mapping`;
    const custom = { externalIdField: "CUSTOM", externalIdCustomPath: 'emails[type eq "work"].value' };
    const answer = await server.api("PUT", path, custom);
    expect(read(mapping, answer)).toEqual({
      identityNameField: "USER_NAME",
      authPolicyId: "default",
      ...custom,
    });
    expect(answer.headers.get("etag")).toBe('"2"');
    const kept = await server.api("GET", path);
    expect([kept.body, kept.headers.get("etag")]).toEqual([answer.body, '"2"']);
    expect(read(integration, await server.api("GET", `${INTEGRATIONS}/${id}`)).mapping).toEqual(answer.body);
    expect((await server.api("PUT", path, custom)).headers.get("etag")).toBe('"2"');
  });

  test.each([
    ["PUT", ""],
    ["POST", "/preview"],
  ])("%s mapping%s refuses bad settings, naming the field", async (method, below) => {
    const path = `${INTEGRATIONS}/${await server.integration(freshName())}/mapping${below}`;
    expectProblem(await server.api(method, path, { identityNameField: "EMAIL" }), 400, "identityNameField");
    expectProblem(await server.api(method, path, { externalIdField: "CUSTOM" }), 400, "externalIdCustomPath");
    expectProblem(
      await server.api(method, path, { externalIdCustomPath: "title" }),
      400,
      "externalIdCustomPath",
    );
    expectProblem(await server.api(method, path, { authPolicyId: "nope" }), 400, "authPolicyId");
    expectProblem(await server.api(method, path, { extra: 1 }), 400, "extra");
    expectProblem(await server.api(method, `${INTEGRATIONS}/${NOWHERE}/mapping${below}`, {}), 404);
  });

  test("the preview counts nothing", async () => {
    const path = `${INTEGRATIONS}/${await server.integration(freshName())}/mapping/preview`;
    expect(read(mappingPreview, await server.api("POST", path, {}))).toMatchObject({
      identities: 0,
      samples: [],
    });
  });
});

describe("tokens", () => {
  let own: TestServer;
  beforeEach(async () => {
    own = await TestServer.start({ maxTokenOverlapSeconds: 600 });
  });
  afterEach(() => own.stop());

  const mint = async (id: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    own.api("POST", `${INTEGRATIONS}/${id}/tokens`, body, headers);
  const states = async (id: string) =>
    read(tokenList, await own.api("GET", `${INTEGRATIONS}/${id}/tokens`)).tokens.map(({ state }) => state);
  const opens = async (id: string, token: string) =>
    (await own.scim({ id, token }, "GET", "/Users")).status === 200;
  const view = async (id: string) => read(integration, await own.api("GET", `${INTEGRATIONS}/${id}`));

  test("rule 4: a token is shown once, lives one year, has the prefix, and rests hashed", async () => {
    const id = await own.integration("one");
    const answer = await mint(id, { description: "for Okta" });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { token, ...metadata } = read(mintedToken, answer);
    expect(token).toMatch(/^nfscim_[A-Za-z0-9_-]{43}$/);
    expect(metadata).toMatchObject({ description: "for Okta", state: "live", lastUsedAt: null });
    expect(metadata.expiresAt).toBe("2027-11-24T09:00:00.000Z");
    const list = await own.api("GET", `${INTEGRATIONS}/${id}/tokens`);
    expect(list.body).toEqual({ tokens: [metadata] });
    expect(await view(id)).toMatchObject({ hasAuthToken: true, tokenExpiresAt: metadata.expiresAt });
    expect(await opens(id, token)).toBe(true);
  });

  test("rule 5: a new token kills the former at once", async () => {
    const id = await own.integration("one");
    const first = read(mintedToken, await mint(id));
    own.advance(1);
    const second = read(mintedToken, await mint(id));
    expect(await states(id)).toEqual(["live", "superseded"]);
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([false, true]);
  });

  test("rule 5: asked for, the former stays for the overlap and not longer", async () => {
    const id = await own.integration("one");
    const first = read(mintedToken, await mint(id));
    const second = read(mintedToken, await mint(id, { overlapSeconds: 600 }));
    expect(await states(id)).toEqual(["live", "overlapping"]);
    const told = (await view(id)).currentTokens?.map(({ overlapEndsAt }) => overlapEndsAt);
    expect(told).toEqual([null, new Date(Date.parse(second.createdAt) + 600_000).toISOString()]);
    own.advance(599);
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([true, true]);
    own.advance(1);
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([false, true]);
    expect(await states(id)).toEqual(["live", "superseded"]);
  });

  test("an integration tells its current tokens: what opens it or has expired, never what was superseded or revoked", async () => {
    const id = await own.integration("one");
    const current = async () =>
      (await view(id)).currentTokens?.map(({ id: tokenId, state }) => [tokenId, state]);
    expect(await current()).toEqual([]);
    const first = read(mintedToken, await mint(id));
    const second = read(mintedToken, await mint(id, { overlapSeconds: 600, lifetimeSeconds: 900 }));
    expect(await current()).toEqual([
      [second.id, "live"],
      [first.id, "overlapping"],
    ]);
    expect(JSON.stringify(await view(id))).not.toContain(second.token);
    own.advance(900);
    expect(await current()).toEqual([[second.id, "expired"]]);
    await own.api("DELETE", `${INTEGRATIONS}/${id}/tokens/${second.id}`);
    expect(await current()).toEqual([]);
  });

  test("an overlap does not outlive the former token, and says so", async () => {
    const id = await own.integration("one");
    const { expiresAt } = read(mintedToken, await mint(id, { lifetimeSeconds: 300 }));
    await mint(id, { overlapSeconds: 600 });
    expect((await view(id)).currentTokens?.[1]).toMatchObject({ overlapEndsAt: expiresAt });
    own.advance(300);
    expect(await states(id)).toEqual(["live", "superseded"]);
  });

  test("a third token ends the overlap of the first", async () => {
    const id = await own.integration("one");
    const first = read(mintedToken, await mint(id));
    const second = read(mintedToken, await mint(id, { overlapSeconds: 600 }));
    await mint(id, { overlapSeconds: 600 });
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([false, true]);
  });

  test("rule 5: an expired token gives 401, and the integration says when it ended", async () => {
    const id = await own.integration("one");
    const { token, expiresAt } = read(mintedToken, await mint(id, { lifetimeSeconds: 60 }));
    own.advance(60);
    await own.signIn();
    expect(await opens(id, token)).toBe(false);
    expect(await view(id)).toMatchObject({ hasAuthToken: false, tokenExpiresAt: expiresAt });
    expect(await states(id)).toEqual(["expired"]);
    await mint(id);
    expect(await states(id)).toEqual(["live", "expired"]);
  });

  test("null is for ever", async () => {
    const id = await own.integration("one");
    const { token, expiresAt } = read(mintedToken, await mint(id, { lifetimeSeconds: null }));
    own.advance(100 * 365 * 24 * 3600);
    await own.signIn();
    expect([expiresAt, await opens(id, token)]).toEqual([null, true]);
    expect(await view(id)).toMatchObject({ hasAuthToken: true, tokenExpiresAt: null });
  });

  test("a revoked token opens nothing, and revoking it again is no error", async () => {
    const id = await own.integration("one");
    const { id: tokenId, token } = read(mintedToken, await mint(id));
    const path = `${INTEGRATIONS}/${id}/tokens/${tokenId}`;
    expect((await own.api("DELETE", path)).status).toBe(204);
    expect((await own.api("DELETE", path)).status).toBe(204);
    expect([await opens(id, token), await states(id)]).toEqual([false, ["revoked"]]);
    expect(await view(id)).toMatchObject({ hasAuthToken: false, tokenExpiresAt: null });
    const other = await own.integration("two");
    expectProblem(await own.api("DELETE", `${INTEGRATIONS}/${other}/tokens/${tokenId}`), 404);
  });

  test.each([
    ["an overlap beyond what the server allows", { overlapSeconds: 601 }, "overlapSeconds"],
    ["a negative overlap", { overlapSeconds: -1 }, "overlapSeconds"],
    ["no lifetime", { lifetimeSeconds: 0 }, "lifetimeSeconds"],
    ["a lifetime beyond the calendar", { lifetimeSeconds: Number.MAX_SAFE_INTEGER }, "lifetimeSeconds"],
    ["an unknown field", { secret: "mine" }, "secret"],
  ])("refuses %s with 400, and the live token lives on", async (_what, body, field) => {
    const id = await own.integration("one");
    const { token } = read(mintedToken, await mint(id));
    expectProblem(await mint(id, body), 400, field);
    expect(await opens(id, token)).toBe(true);
  });

  test("without an allowance of the server, any overlap is refused", async () => {
    const id = await server.integration(freshName());
    const answer = await server.api("POST", `${INTEGRATIONS}/${id}/tokens`, { overlapSeconds: 1 });
    expectProblem(answer, 400, "overlapSeconds");
  });

  test("lastUsedAt is kept to the minute", async () => {
    const id = await own.integration("one");
    const { token } = read(mintedToken, await mint(id));
    const lastUsed = async () =>
      read(tokenList, await own.api("GET", `${INTEGRATIONS}/${id}/tokens`)).tokens[0]?.lastUsedAt;
    const first = own.now.toISOString();
    await opens(id, token);
    expect(await lastUsed()).toBe(first);
    own.advance(59);
    await opens(id, token);
    expect(await lastUsed()).toBe(first);
    own.advance(1);
    await opens(id, token);
    expect(await lastUsed()).toBe(own.now.toISOString());
  });

  describe("with an Idempotency-Key", () => {
    const key = { "idempotency-key": "6f1c3c5e-0a51-4f0e-9a0a-51f3a5f0c9b1" };

    test("the same key gives the same answer, secret included, and mints once", async () => {
      const id = await own.integration("one");
      const first = await mint(id, {}, key);
      own.advance(3600 * 24 - 1);
      await own.signIn();
      const second = await mint(id, {}, key);
      expect([second.status, second.body]).toEqual([201, first.body]);
      expect(await states(id)).toEqual(["live"]);
    });

    test("of many at the same time one mints and all get its answer", async () => {
      const id = await own.integration("one");
      const answers = await Promise.all(Array.from({ length: 6 }, () => mint(id, {}, key)));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await states(id)).toEqual(["live"]);
    });

    test("after 24 hours, and for another integration, the key mints anew", async () => {
      const id = await own.integration("one");
      const first = read(mintedToken, await mint(id, {}, key));
      const other = read(mintedToken, await mint(await own.integration("two"), {}, key));
      own.advance(3600 * 24);
      await own.signIn();
      const later = read(mintedToken, await mint(id, {}, key));
      expect(new Set([first.token, other.token, later.token]).size).toBe(3);
    });

    test("the same key with another body: 409, and nothing is minted", async () => {
      const id = await own.integration("one");
      await mint(id, {}, key);
      expectProblem(await mint(id, { lifetimeSeconds: 60 }, key), 409);
      expect(await states(id)).toEqual(["live"]);
    });

    test("a key that could be guessed: 400", async () => {
      const id = await own.integration("one");
      expectProblem(await mint(id, {}, { "idempotency-key": "1" }), 400, "Idempotency-Key");
    });
  });
});
