import Fastify from "fastify";
import { answerEdgeErrors } from "../../../src/server/edge/edge-error-answers";
import { CLIENT_ID, CLIENT_SECRET } from "../support/running-server";
import { type EdgeAnswer, EdgeApi, expectDone, expectError } from "./support/edge-api";

let api: EdgeApi;

beforeAll(async () => {
  api = await EdgeApi.start();
});
afterAll(() => api.server.stop());

const AUTHENTICATE = "/authenticate?method=password";
const CREDENTIALS = { username: CLIENT_ID, password: CLIENT_SECRET };

const data = ({ body }: EdgeAnswer) => (body as { data: Record<string, unknown> }).data;
const meta = ({ body }: EdgeAnswer) => (body as { meta: Record<string, unknown> }).meta;
const withSession = (session: string) => ({ "zt-session": session });

describe("sessions", () => {
  test("the API credential opens a session; body and header hold its token", async () => {
    const answer = await api.call("POST", AUTHENTICATE, CREDENTIALS);
    expect(answer.status).toBe(200);
    expect(data(answer)).toMatchObject({
      token: answer.headers.get("zt-session"),
      identityId: CLIENT_ID,
      expirationSeconds: 1800,
      expiresAt: "2026-11-24T09:30:00.000Z",
      authQueries: [],
    });
    expect(answer.headers.get("expires-at")).toBe("2026-11-24T09:30:00.000Z");
    expect(answer.headers.get("expiration-seconds")).toBe("1800");
  });

  test("the session of the gateway's exchange opens the edge API", async () => {
    const { networkId } = api.server.running;
    const exchange = await api.server.api("POST", `/core/v3/networks/${networkId}/exchange`, {
      type: "session",
    });
    const { value } = exchange.body as { value: string };
    const answer = await api.call("GET", "/current-api-session", undefined, withSession(value));
    expect(data(answer)).toMatchObject({ token: value, identityId: CLIENT_ID });
  });

  test.each([
    ["a wrong password", { ...CREDENTIALS, password: `${CLIENT_SECRET}x` }],
    ["an unknown username", { ...CREDENTIALS, username: "nobody" }],
  ])("refuses %s without saying which of the two is wrong", async (_what, credentials) => {
    const answer = await api.call("POST", AUTHENTICATE, credentials);
    const { message } = expectError(answer, 401, "UNAUTHORIZED");
    expect(message).toBe("the username or the password is wrong");
    expect(answer.headers.get("www-authenticate")).toBe('zt-session realm="zt-session"');
  });

  test.each(["", "?method=cert", "?method=ext-jwt"])(
    "refuses the method of /authenticate%s",
    async (query) => {
      expectError(await api.call("POST", `/authenticate${query}`, CREDENTIALS), 400, "INVALID_AUTH_METHOD");
    },
  );

  test("names the missing field of the credentials", async () => {
    const answer = await api.call("POST", AUTHENTICATE, { username: CLIENT_ID });
    expectError(answer, 400, "COULD_NOT_VALIDATE", "password");
  });

  test.each([
    ["none", "", "missing"],
    ["an unknown one", "nfzt_unknown", "invalid"],
  ])("refuses a call with %s and says so in WWW-Authenticate", async (_what, session, error) => {
    const answer = await api.call("GET", "/identities", undefined, withSession(session));
    expectError(answer, 401, "UNAUTHORIZED");
    expect(answer.headers.get("www-authenticate")).toContain(
      `zt-session realm="zt-session" error="${error}"`,
    );
  });

  test("a gateway token does not open the edge API", async () => {
    const bearer = await api.server.signIn();
    expectError(await api.call("GET", "/identities", undefined, withSession(bearer)), 401, "UNAUTHORIZED");
  });

  test("refuses before it reads the body", async () => {
    const answer = await api.call("POST", "/identities", "{", withSession("nfzt_unknown"));
    expectError(answer, 401, "UNAUTHORIZED");
  });

  test("ends when it is deleted", async () => {
    const session = withSession(data(await api.call("POST", AUTHENTICATE, CREDENTIALS)).token as string);
    expectDone(await api.call("DELETE", "/current-api-session", undefined, session));
    expectError(await api.call("GET", "/current-api-session", undefined, session), 401, "UNAUTHORIZED");
  });

  test("is extended by use and ends after thirty idle minutes", async () => {
    const minutes = (count: number) => api.server.advance(count * 60);
    const session = withSession(data(await api.call("POST", AUTHENTICATE, CREDENTIALS)).token as string);
    const read = () => api.call("GET", "/current-api-session", undefined, session);
    for (let use = 0; use < 3; use++) {
      minutes(29);
      const answer = await read();
      expect(answer.status).toBe(200);
      expect(data(answer).expiresAt).toBe(new Date(api.server.now.getTime() + 30 * 60_000).toISOString());
    }
    minutes(30);
    expectError(await read(), 401, "UNAUTHORIZED");
    await api.signIn();
  });

  test("no log line shows a token or the password", () => {
    expect(api.server.log.join("")).not.toContain(api.session);
    expect(api.server.log.join("")).not.toContain(CLIENT_SECRET);
  });
});

describe("GET /version", () => {
  test("needs no session and gives the URL of the API", async () => {
    const answer = await api.call("GET", "/version", undefined, withSession(""));
    expect(data(answer)).toMatchObject({
      apiVersions: {
        "edge-management": {
          v1: {
            path: "/edge/management/v1",
            apiBaseUrls: [`${api.server.url}/edge/management/v1`],
          },
        },
      },
    });
  });
});

describe("errors", () => {
  test("a body that is not JSON", async () => {
    expectError(await api.call("POST", "/identities", '{"name":'), 400, "COULD_NOT_PARSE_BODY");
  });

  test("a body that is not an object", async () => {
    expectError(await api.call("POST", "/identities", [1]), 400, "COULD_NOT_VALIDATE");
  });

  test.each([["text/plain"], ["application/xml"]])("the content type %s", async (type) => {
    const answer = await api.call("POST", "/identities", "{}", { "content-type": type });
    expectError(answer, 400, "INVALID_CONTENT_TYPE");
  });

  test("an unknown path gets the edge's envelope, not the gateway's", async () => {
    const { requestId } = expectError(await api.call("GET", "/services"), 404, "NOT_FOUND");
    expect(requestId).not.toBe("");
  });

  test.each(["auth-policies", "external-jwt-signers", "identities"])(
    "an unknown id of %s",
    async (collection) => {
      for (const [method, body] of [
        ["GET", undefined],
        ["DELETE", undefined],
        ["PATCH", {}],
      ] as const) {
        const { message } = expectError(
          await api.call(method, `/${collection}/nowhere`, body),
          404,
          "NOT_FOUND",
        );
        expect(message).toContain('"nowhere"');
      }
    },
  );

  test("a body beyond the size limit", async () => {
    const answer = await api.call("POST", "/identities", { name: "x".repeat(2 ** 20) });
    expectError(answer, 400, "COULD_NOT_PARSE_BODY");
  });

  test("an unexpected error, without its text", async () => {
    const app = Fastify();
    answerEdgeErrors(app);
    app.get("/broken", async () => {
      throw new Error("the password is hunter2");
    });
    const answer = await app.inject("/broken");
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ error: { code: "UNHANDLED" } });
    expect(answer.body).not.toContain("hunter2");
    await app.close();
  });

  test("the gateway's errors keep their own form beside the edge API", async () => {
    const { status, body } = await api.server.api("GET", "/core/v3/nowhere");
    expect(status).toBe(404);
    expect(body).toHaveProperty("traceId");
  });
});

describe("lists", () => {
  beforeAll(async () => {
    const names = Array.from({ length: 12 }, (_, index) => `list ${String(index).padStart(2, "0")}`);
    for (const name of names) await api.create("identities", { name, type: "User", isAdmin: false });
  });

  const list = (query: Record<string, string>) =>
    api.call("GET", `/identities?${new URLSearchParams({ ...query })}`);
  const names = ({ body }: EdgeAnswer) => (body as { data: { name: string }[] }).data.map(({ name }) => name);

  test("ten from the start, with the total and the filterable fields", async () => {
    const answer = await list({});
    expect(names(answer)).toHaveLength(10);
    expect(meta(answer)).toEqual({
      pagination: { limit: 10, offset: 0, totalCount: 12 },
      filterableFields: expect.arrayContaining(["id", "name", "externalId", "roleAttributes", "tags"]),
    });
  });

  test.each([
    [{ limit: "3", offset: "10", sort: "name" }, ["list 10", "list 11"], { limit: 3, offset: 10 }],
    [{ limit: "2", sort: "name desc" }, ["list 11", "list 10"], { limit: 2, offset: 0 }],
    [
      { filter: "true sort by name skip 4 limit 1", limit: "9", offset: "9", sort: "id" },
      ["list 04"],
      { limit: 1, offset: 4 },
    ],
    [{ sort: "isAdmin, name desc", limit: "1" }, ["list 11"], { limit: 1, offset: 0 }],
  ])("the page that %j asks for", async (query, expected, pagination) => {
    const answer = await list(query);
    expect(names(answer)).toEqual(expected);
    expect(meta(answer).pagination).toEqual({ ...pagination, totalCount: 12 });
  });

  test.each([
    [{ limit: "10000" }, { limit: 500, offset: 0 }],
    [{ filter: "limit none" }, { limit: 500, offset: 0 }],
    [{ offset: "999999" }, { limit: 10, offset: 100_000 }],
  ])("lowers %j to the largest allowed value", async (query, pagination) => {
    expect(meta(await list(query)).pagination).toEqual({ ...pagination, totalCount: 12 });
  });

  test("every object once over all pages, without a sort", async () => {
    const pages = await Promise.all(["0", "5", "10"].map((offset) => list({ limit: "5", offset })));
    expect(new Set(pages.flatMap(names)).size).toBe(12);
  });

  test.each([
    ["limit=ten", "INVALID_PAGINATION", "limit"],
    ["limit=-1", "INVALID_PAGINATION", "limit"],
    ["offset=1.5", "INVALID_PAGINATION", "offset"],
    ["limit=1&limit=2", "INVALID_PAGINATION", "limit"],
    ["sort=nickname", "INVALID_SORT_IDENTIFIER", "sort"],
    ["sort=name%20sideways", "INVALID_SORT_IDENTIFIER", "sort"],
    ["sort=roleAttributes", "INVALID_SORT_IDENTIFIER", "sort"],
    ["filter=true%20sort%20by%20nickname", "INVALID_FILTER", "filter"],
    ["filter=name%20%3D%20%22a", "INVALID_FILTER", "filter"],
  ])("refuses %s", async (query, code, field) => {
    expectError(await api.call("GET", `/identities?${query}`), 400, code, field);
  });

  test.each([
    ['nickname = "a"', "nickname"],
    ['constructor = "a"', "constructor"],
    ["name = 5", 'name must be compared with text in double quotes, as in "name"'],
    ["name = true", "name must be compared with"],
    ["isAdmin = 1", "isAdmin must be compared with true or false"],
    ['createdAt > "yesterday"', "datetime(2026-11-24T09:30:00Z)"],
    ['roleAttributes = "a"', "anyOf(roleAttributes)"],
    ['anyOf(name) = "a"', "name is not a set"],
    ["name > null", "only = and != can compare with null"],
    ["isAdmin < true", "only = and != can compare with true and false"],
    ["isAdmin contains true", "need a text field and a text"],
    ["name", "name must be compared with"],
  ])("refuses the filter %s and names what is wrong", async (filter, reason) => {
    const { message } = expectError(await list({ filter }), 400, "INVALID_FILTER", "filter");
    expect(message).toContain(reason);
  });

  test("a filter finds a name and a tag that hold every character of a filter string", async () => {
    const name = `o"Neil\\ % _ 'x' -- ; [a]`;
    const note = `${name}\t`;
    await api.create("identities", { name, type: "User", isAdmin: false, tags: { note } });
    const escaped = (text: string) => text.replace(/["\\]/g, "\\$&").replace("\t", "\\t");
    for (const [field, text] of [
      ["name", name],
      ["tags.note", note],
    ] as const) {
      expect(await api.names("identities", `${field} = "${escaped(text)}"`)).toEqual([name]);
      expect(await api.names("identities", `${field} contains "${escaped(text.slice(3))}"`)).toEqual([name]);
    }
  });
});
