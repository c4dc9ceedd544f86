import { oauthError } from "../../../src/contract/errors";
import { edgeSession } from "../../../src/contract/gateway/network";
import { accessToken } from "../../../src/contract/oauth";
import { CLIENT_ID, CLIENT_SECRET, read, TestServer } from "../support/running-server";
import { expectProblem, FORM, INTEGRATIONS, NOWHERE } from "./support/gateway";

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
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
