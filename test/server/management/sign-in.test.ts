import { sha256Hex } from "../../../src/server/credentials/secrets";
import { openDatabase } from "../../../src/server/store/open-database";
import { CLIENT_ID, CLIENT_SECRET, TestServer } from "../support/running-server";

let server: TestServer;
let ticks: number;
beforeEach(async () => {
  ticks = 0;
  server = await TestServer.start({ ticks: () => ticks });
});
afterEach(() => server.stop());

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const ask = (text: string, headers: Record<string, string> = {}) =>
  server.send("POST", "/oauth2/token", { headers: { ...FORM, ...headers }, text });
const bySecret = (secret: string, clientId = CLIENT_ID, headers: Record<string, string> = {}) =>
  ask(`grant_type=client_credentials&client_id=${clientId}&client_secret=${secret}`, headers);
const byPassword = (password: string, headers: Record<string, string> = {}) =>
  server.send("POST", "/edge/management/v1/authenticate?method=password", {
    headers: { "content-type": "application/json", ...headers },
    text: JSON.stringify({ username: CLIENT_ID, password }),
  });
const basic = (secret: string) => `Basic ${Buffer.from(`${CLIENT_ID}:${secret}`).toString("base64")}`;

test("guesses sent at once are counted before their answers", async () => {
  const guesses = Array.from({ length: 60 }, (_, at) => bySecret(`wrong-${at}`));
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(40);
});

test("right secrets use up nothing", async () => {
  for (let at = 0; at < 30; at++) expect((await bySecret(CLIENT_SECRET)).status).toBe(200);
});

test("guesses for other client ids leave a pipeline of the same address its own", async () => {
  for (let at = 0; at < 50; at++) expect((await bySecret("wrong", `client-${at % 10}`)).status).toBe(401);
  expect((await bySecret(CLIENT_SECRET)).status).toBe(200);
});

test("an address has a hundred guesses, whatever the client ids", async () => {
  for (let at = 0; at < 100; at++) await bySecret("wrong", `client-${at}`);
  expect((await bySecret("wrong", "one more")).status).toBe(429);
  ticks += 1000;
  expect((await bySecret("wrong", "one more")).status).toBe(401);
});

test.each([
  ["a page of another site", { "sec-fetch-site": "cross-site" }],
  ["a page of another origin", { origin: "https://evil.example" }],
  ["a page without an origin", { origin: "null" }],
])("%s can neither sign in nor use up the guesses of the address", async (_who, headers) => {
  for (let at = 0; at < 25; at++) expect((await bySecret("wrong", CLIENT_ID, headers)).status).toBe(400);
  expect((await byPassword("wrong", headers)).status).toBe(400);
  expect((await bySecret(CLIENT_SECRET)).status).toBe(200);
});

test("a page of the server itself can sign in", async () => {
  const headers = { origin: server.url, "sec-fetch-site": "same-origin" };
  expect((await bySecret(CLIENT_SECRET, CLIENT_ID, headers)).status).toBe(200);
});

// RFC 6749 section 2.3: "The client MUST NOT use more than one authentication method in each request."
test("a request that authenticates twice is refused", async () => {
  const { status, body } = await bySecret(CLIENT_SECRET, CLIENT_ID, { authorization: basic(CLIENT_SECRET) });
  expect([status, body]).toMatchObject([400, { error: "invalid_request" }]);
});

// RFC 6749 section 3.2: "Request and response parameters MUST NOT be included more than once."
test("a parameter that stands twice is refused by its name", async () => {
  const { status, body } = await ask("grant_type=client_credentials&client_id=a&client_id=b&client_secret=c");
  const error_description = 'the form holds the parameter "client_id" more than once';
  expect([status, body]).toEqual([400, { error: "invalid_request", error_description }]);
});

test.each([
  ["the token endpoint", () => bySecret("x".repeat(16 * 1024)), 413],
  // A controller answers 400 COULD_NOT_PARSE_BODY.
  ["the edge API", () => byPassword("x".repeat(16 * 1024)), 400],
])("more than 16 KiB at %s is refused unread", async (_where, send, expected) => {
  expect((await send()).status).toBe(expected);
});

test("an answer with a secret or a session is not to be stored", async () => {
  const { networkId } = server.running;
  const to = await server.connected("okta");
  const answers = [
    await bySecret(CLIENT_SECRET),
    await byPassword(CLIENT_SECRET),
    await server.api("POST", `/core/v3/networks/${networkId}/exchange`, { type: "session" }),
    await server.api("POST", `/scim/v1/integrations/${to.id}/tokens`, {}),
    await server.edge("GET", "/current-api-session"),
  ];
  expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(answers.map(() => "no-store"));
});

describe("the stored hash of the client secret", () => {
  const storedHash = async () => {
    const db = await openDatabase(server.database);
    const { secret_hash } = await db.selectFrom("api_credentials").selectAll().executeTakeFirstOrThrow();
    await db.destroy();
    return secret_hash;
  };

  test("is scrypt with a salt of its own", async () => {
    const first = await storedHash();
    await server.close();
    await server.open({ clientId: "other", clientSecret: CLIENT_SECRET });
    const second = await storedHash();
    expect([first, second]).toEqual([
      expect.stringMatching(/^scrypt\$2\$[\w-]{22}\$[\w-]{43}$/),
      expect.stringMatching(/^scrypt\$2\$[\w-]{22}\$[\w-]{43}$/),
    ]);
    expect(first).not.toBe(second);
  });

  test("stays over a restart with the same credential", async () => {
    const before = await storedHash();
    await server.close();
    await server.open();
    expect(await storedHash()).toBe(before);
  });

  test("of a former version is replaced at the next sign-in with the right secret", async () => {
    const db = await openDatabase(server.database);
    await db
      .updateTable("api_credentials")
      .set({ secret_hash: sha256Hex(CLIENT_SECRET) })
      .execute();
    await db.destroy();
    expect((await bySecret("wrong")).status).toBe(401);
    expect(await storedHash()).toBe(sha256Hex(CLIENT_SECRET));
    expect((await bySecret(CLIENT_SECRET)).status).toBe(200);
    expect(await storedHash()).toMatch(/^scrypt/);
    expect((await bySecret(CLIENT_SECRET)).status).toBe(200);
  });
});
