import { PreparedStatements } from "../../../src/server/store/sqlite/prepared-statements";
import { isUnavailable } from "../../../src/server/store/unavailable";
import { type Connection, TestServer } from "../support/running-server";

describe("a full disk", () => {
  let server: TestServer;
  let to: Connection;
  beforeEach(async () => {
    server = await TestServer.start();
    to = await server.connected("okta");
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    const { execute } = PreparedStatements.prototype;
    jest.spyOn(PreparedStatements.prototype, "execute").mockImplementation(function (
      this: PreparedStatements,
      query,
    ) {
      if (/^(insert|update|delete)/.test(query.sql)) throw full;
      return execute.call(this, query) as never;
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.stop();
  });

  const detail = "the database cannot do this now; repeat the request after Retry-After";

  test("answers a SCIM request with 503, Retry-After and a SCIM error", async () => {
    const { status, headers, body } = await server.scim(to, "POST", "/Users", { userName: "ada" });
    expect([status, headers.get("retry-after"), headers.get("content-type")]).toEqual([
      503,
      "1",
      "application/scim+json; charset=utf-8",
    ]);
    expect(body).toEqual({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "503", detail });
  });

  test("answers a management call with 503, Retry-After and its error body", async () => {
    const { status, headers, body } = await server.api("POST", "/scim/v1/integrations", {
      networkId: server.running.networkId,
      name: "entra",
    });
    expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
    expect(body).toMatchObject({ errors: [detail], status: { code: 503, label: "Service Unavailable" } });
  });

  test("answers a request for an access token with 503 and an OAuth error", async () => {
    await expect(server.signIn()).rejects.toThrow(`503 {"error":"temporarily_unavailable"`);
  });

  test("lets reads through, though the use of the token cannot be noted", async () => {
    expect((await server.scim(to, "GET", "/Users")).status).toBe(200);
  });

  test("leaves a refused request refused, and the log says that its audit entry is lost", async () => {
    const { status } = await server.scim(to, "POST", "/Users", {});
    expect(status).toBe(400);
    expect(server.log.join("")).toContain("the audit log lacks the entry of a refusal");
  });
});

test.each([
  ["08006", true],
  ["57P01", true],
  ["53300", true],
  ["55P03", true],
  ["SQLITE_BUSY_SNAPSHOT", true],
  ["SQLITE_IOERR_WRITE", true],
  ["ECONNREFUSED", true],
  ["23505", false],
  ["22P02", false],
  ["SQLITE_CONSTRAINT_UNIQUE", false],
  ["SQLITE_ERROR", false],
])("the code %s says that the database cannot work now: %s", (code, expected) => {
  expect(isUnavailable(Object.assign(new Error("x"), { code }))).toBe(expected);
});
