import * as z from "zod/mini";
import { mintedToken } from "../../../src/contract/gateway/token";
import { MAX_BODY } from "../../../src/server/scim/size-limits";
import { type Answer, type Connection, read, TestServer } from "../support/running-server";

const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
const created = z.object({ id: z.string() });
const listed = z.object({ totalResults: z.int(), Resources: z.array(created) });

let server: TestServer;
let alpha: Connection;
let beta: Connection;

beforeAll(async () => {
  server = await TestServer.start();
  alpha = await server.connected("alpha");
  beta = await server.connected("beta");
});
afterAll(() => server.stop());

const user = (userName: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName,
  emails: [{ type: "work", value: `${userName}@example.com` }],
});

function expectError(answer: Answer, status: number, scimType?: string) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/scim+json");
  expect(answer.body).toMatchObject({ schemas: [ERROR], status: String(status) });
  expect((answer.body as { scimType?: string }).scimType).toBe(scimType);
}

const raw = (text: string, headers: Record<string, string>, path = "/Users", connection = alpha) =>
  server.send("POST", `/scim/v2/${connection.id}${path}`, {
    headers: { authorization: `Bearer ${connection.token}`, ...headers },
    text,
  });

const SCIM_JSON = { "content-type": "application/scim+json" };

describe("rule 6: a token opens only its own integration", () => {
  const NOWHERE = "00000000-0000-4000-8000-000000000000";

  async function refusal(path: string, authorization: string | undefined): Promise<string> {
    const before = server.log.length;
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await server.send("GET", path, { headers });
    expectError(answer, 401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    const lines = server.log.slice(before).map((line) => JSON.parse(line) as { why?: string });
    return lines.find((line) => line.why !== undefined)?.why ?? "";
  }

  test("the answer is the same for every reason, and the log names the reason", async () => {
    const path = `/scim/v2/${alpha.id}/Users`;
    const mint = async (body: unknown) =>
      read(mintedToken, await server.api("POST", `/scim/v1/integrations/${gamma}/tokens`, body));
    const gamma = await server.integration("gamma");
    const superseded = (await mint({})).token;
    const revoked = await mint({});
    await server.api("DELETE", `/scim/v1/integrations/${gamma}/tokens/${revoked.id}`);
    const own = `/scim/v2/${gamma}/Users`;
    expect(await refusal(path, undefined)).toBe("no token");
    expect(await refusal(path, "Basic abc")).toBe("no bearer token");
    expect(await refusal(path, "Bearer nfscim_unknown")).toBe("unknown token");
    expect(await refusal(path, `Bearer ${beta.token}`)).toBe("token of another integration");
    expect(await refusal(`/scim/v2/${NOWHERE}/Users`, `Bearer ${beta.token}`)).toBe("unknown integration");
    expect(await refusal(own, `Bearer ${superseded}`)).toBe("superseded token");
    expect(await refusal(own, `Bearer ${revoked.token}`)).toBe("revoked token");
  });

  test("an expired token", async () => {
    const own = await TestServer.start();
    try {
      const id = await own.integration("one");
      const minted = await own.api("POST", `/scim/v1/integrations/${id}/tokens`, { lifetimeSeconds: 1 });
      own.advance(1);
      expectError(await own.scim({ id, token: read(mintedToken, minted).token }, "GET", "/Users"), 401);
      expect(own.log.join("")).toContain('"why":"expired token"');
    } finally {
      await own.stop();
    }
  });

  test("the token of a deleted integration opens nothing", async () => {
    const doomed = await server.connected("doomed");
    await server.api("DELETE", `/scim/v1/integrations/${doomed.id}`);
    expectError(await server.scim(doomed, "GET", "/Users"), 401);
  });

  test("the gateway and the edge API do not accept it", async () => {
    const headers = { authorization: `Bearer ${alpha.token}`, "zt-session": alpha.token };
    expect((await server.send("GET", "/core/v3/networks", { headers })).status).toBe(401);
    expect((await server.send("GET", "/edge/management/v1/identities", { headers })).status).toBe(401);
  });

  test("the token is checked before the body is read", async () => {
    const stranger = { id: alpha.id, token: beta.token };
    expectError(await raw("{oops", SCIM_JSON, "/Users", stranger), 401);
    expectError(await raw("x".repeat(2 * 1024 * 1024), SCIM_JSON, "/Users", stranger), 401);
  });
});

describe("two integrations do not see each other", () => {
  let hers: string;
  let group: string;
  beforeAll(async () => {
    hers = read(created, await server.scim(alpha, "POST", "/Users", user("isolated"))).id;
    const body = { displayName: "Isolated", members: [{ value: hers }] };
    group = read(created, await server.scim(alpha, "POST", "/Groups", body)).id;
  });

  test("read: neither by id nor in a list", async () => {
    expectError(await server.scim(beta, "GET", `/Users/${hers}`), 404);
    expectError(await server.scim(beta, "GET", `/Groups/${group}`), 404);
    expect(read(listed, await server.scim(beta, "GET", "/Users")).totalResults).toBe(0);
    expect(read(listed, await server.scim(beta, "GET", "/Groups")).totalResults).toBe(0);
  });

  test.each([
    'userName eq "isolated"',
    'emails.value eq "isolated@example.com"',
    'emails[type eq "work"].value eq "isolated@example.com"',
    'not (userName eq "nobody")',
    'userName eq "isolated" or active eq true',
  ])("filter: %s finds it on one side only", async (filter) => {
    const path = `/Users?filter=${encodeURIComponent(filter)}`;
    expect(read(listed, await server.scim(alpha, "GET", path)).Resources).toContainEqual({ id: hers });
    expect(read(listed, await server.scim(beta, "GET", path)).totalResults).toBe(0);
  });

  test("write: every verb answers 404 and changes nothing", async () => {
    const before = await server.scim(alpha, "GET", `/Users/${hers}`);
    const patch = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "active", value: false }],
    };
    expectError(await server.scim(beta, "PUT", `/Users/${hers}`, user("taken-over")), 404);
    expectError(await server.scim(beta, "PATCH", `/Users/${hers}`, patch), 404);
    expectError(await server.scim(beta, "DELETE", `/Users/${hers}`), 404);
    expectError(await server.scim(beta, "DELETE", `/Groups/${group}`), 404);
    expect((await server.scim(alpha, "GET", `/Users/${hers}`)).body).toEqual(before.body);
  });

  test("member: a user of the other integration is refused, and the group is not created", async () => {
    const body = { displayName: "Grabbing", members: [{ value: hers }] };
    expectError(await server.scim(beta, "POST", "/Groups", body), 400, "invalidValue");
    expect(read(listed, await server.scim(beta, "GET", "/Groups")).totalResults).toBe(0);
  });
});

describe("bad input", () => {
  test.each([
    ["no JSON", "{oops", SCIM_JSON, 400, "invalidSyntax"],
    ["nesting without end", "[".repeat(5000), SCIM_JSON, 400, "invalidSyntax"],
    ["a NUL character", '{"userName": "root\\u0000x"}', SCIM_JSON, 400, "invalidSyntax"],
    ["half a surrogate pair", '{"userName": "\\ud800"}', SCIM_JSON, 400, "invalidSyntax"],
    ["no body", "", SCIM_JSON, 400, "invalidSyntax"],
    ["a userName of another type", '{"userName": 7}', SCIM_JSON, 400, "invalidValue"],
    ["no userName", "{}", SCIM_JSON, 400, "invalidValue"],
    ["another content type", "userName=x", { "content-type": "text/plain" }, 415, undefined],
    ["too large", `"${"x".repeat(MAX_BODY)}"`, SCIM_JSON, 413, undefined],
  ])("%s", async (_what, text, headers, status, scimType) => {
    expectError(await raw(text, headers), status, scimType);
  });

  test("an error does not quote a body that is not JSON", async () => {
    const answer = await raw('{"password": hush-hush}', SCIM_JSON);
    expect(JSON.stringify(answer.body)).not.toContain("hush");
  });

  test("escaped text that the database can store is stored", async () => {
    const answer = await raw('{"userName": "\\u00e9\\ud83d\\ude00\\\\u0000"}', SCIM_JSON);
    expect([answer.status, answer.body]).toMatchObject([201, { userName: "é😀\\u0000" }]);
  });

  test("application/json is accepted too, and __proto__ has no effect", async () => {
    const text = '{"userName": "plain", "__proto__": {"active": false}}';
    const answer = await raw(text, { "content-type": "application/json; charset=utf-8" });
    expect([answer.status, answer.body]).toMatchObject([201, { userName: "plain", active: true }]);
  });

  test("unknown paths get SCIM's 404", async () => {
    expectError(await server.scim(alpha, "GET", "/Nowhere"), 404);
    expectError(await server.send("GET", "/scim/v2"), 404);
  });

  test("a path that cannot be decoded or holds NUL gets SCIM's 400", async () => {
    expectError(await server.scim(alpha, "GET", "/Users/%zz"), 400);
    expectError(await server.scim(alpha, "GET", "/Users/%00"), 400);
  });

  test("a method that a path does not have gets 405 with the allowed ones", async () => {
    const answer = await server.scim(alpha, "PUT", "/Users", {});
    expectError(answer, 405);
    expect(answer.headers.get("allow")).toBe("GET, POST");
  });

  test("unknown query keys are ignored", async () => {
    expect((await server.scim(alpha, "GET", "/Users?aadOptscim062020=&x=1&x=2")).status).toBe(200);
  });
});

test("a slash at the end and an encoded id reach the same user", async () => {
  const { id } = read(created, await server.scim(alpha, "POST", "/Users", user("slashed")));
  for (const path of [`/Users/${id}/`, `/Users/${id.replace("-", "%2D")}`]) {
    expect(read(created, await server.scim(alpha, "GET", path)).id).toBe(id);
  }
});

test("answers carry SCIM's media type and the integration URL", async () => {
  const answer = await server.scim(alpha, "POST", "/Users", user("located"));
  const { id } = read(created, answer);
  const location = `${server.url}/scim/v2/${alpha.id}/Users/${id}`;
  expect(answer.status).toBe(201);
  expect(answer.headers.get("content-type")).toContain("application/scim+json");
  expect(answer.headers.get("location")).toBe(location);
  expect(answer.body).toMatchObject({ meta: { location } });
  expect((await server.scim(alpha, "GET", `/Users/${id}`)).headers.get("location")).toBe(location);
  const head = await server.scim(alpha, "HEAD", `/Users/${id}`);
  expect([head.status, head.body]).toEqual([200, ""]);
});

// A widely used Java client takes every answer without SCIM's media type for a failure.
test("an answer without a body carries SCIM's media type too", async () => {
  const { id } = read(created, await server.scim(alpha, "POST", "/Users", user("leaving")));
  const answer = await server.scim(alpha, "DELETE", `/Users/${id}`);
  expect([answer.status, answer.body]).toEqual([204, ""]);
  expect(answer.headers.get("content-type")).toBe("application/scim+json");
});

// RFC 7644 section 3.4.2.1
test("GET of the integration URL lists users and groups, with and without a slash", async () => {
  const fresh = await server.connected("root");
  await server.scim(fresh, "POST", "/Users", user("rooted"));
  await server.scim(fresh, "POST", "/Groups", { displayName: "Rooted" });
  for (const path of ["", "/", "?count=5"]) {
    expect(read(listed, await server.scim(fresh, "GET", path)).totalResults).toBe(2);
  }
});
