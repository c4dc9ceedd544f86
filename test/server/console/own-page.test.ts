import { request } from "node:http";
import { signInToConsole } from "../../support/console-session";
import { CLIENT_ID, CLIENT_SECRET, TestServer } from "../support/running-server";

const CREDENTIAL = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const PUBLIC = "https://scim.example.com";

let server: TestServer;
afterEach(() => server.stop());

/** Sends a request with any Host, as a browser would for a name that points at this server. */
function send(method: string, path: string, headers: Record<string, string>, body = "") {
  const { hostname, port } = new URL(server.running.listensOn);
  return new Promise<{ status: number; text: string; cookie: string }>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      const cookie = answer.headers["set-cookie"]?.[0] ?? "";
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text, cookie }));
    });
    sent.on("error", reject).end(body);
  });
}

/** Signs in from a page. The headers are those that the browser adds. */
const signInFrom = (headers: Record<string, string>) =>
  send(
    "POST",
    "/console/session",
    { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
    JSON.stringify(CREDENTIAL),
  );

describe("at the address that it listens on", () => {
  let port: string;
  beforeEach(async () => {
    server = await TestServer.start();
    port = new URL(server.url).port;
  });

  test.each(["127.0.0.1", "localhost"])("a page of %s can sign in", async (name) => {
    const host = `${name}:${port}`;
    expect((await signInFrom({ host, origin: `http://${host}` })).status).toBe(200);
  });

  test.each([
    ["a name that somebody pointed at this machine", "evil.example", "does not know the host"],
    ["an address that it does not listen on", "[::1]", "does not know the host"],
  ])("a page of %s cannot, and the refusal says what to do", async (_what, name, why) => {
    const { status, text } = await signInFrom({ host: `${name}:${port}` });
    expect([status, text]).toEqual([403, expect.stringContaining(why)]);
    expect(text).toContain(`open the console at ${server.url}/console/`);
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port", { "sec-fetch-site": "same-site" }],
    ["no page", { "sec-fetch-site": "none" }],
    ["another origin", { origin: "http://127.0.0.1:1" }],
  ])("a call of %s cannot sign in, read the session or sign out", async (_what, foreign) => {
    expect((await signInFrom(foreign)).status).toBe(403);
    const { headers } = await signInToConsole(server.url, CREDENTIAL);
    for (const method of ["GET", "DELETE"]) {
      expect((await send(method, "/console/session", { ...headers, ...foreign })).status).toBe(403);
    }
    expect((await send("GET", "/console/session", headers)).status).toBe(200);
  });

  test.each([
    ["the gateway", "/core/v3/networks", '"code":403'],
    ["SCIM integrations", "/scim/v1/integrations", '"code":403'],
    ["the edge API", "/edge/management/v1/identities", '"code":"FORBIDDEN"'],
  ])("%s refuses a session of the console in a foreign call, in its own form", async (_what, path, code) => {
    const { headers } = await signInToConsole(server.url, CREDENTIAL);
    const calls: Record<string, string>[] = [{ "sec-fetch-site": "same-site" }, { host: "evil.example" }];
    for (const foreign of calls) {
      const { status, text } = await send("GET", path, { ...headers, ...foreign });
      expect([status, text]).toEqual([403, expect.stringContaining(code)]);
    }
  });

  test("a browser that does not send Sec-Fetch-Site is told so", async () => {
    const headers = { "content-type": "application/json" };
    const { status, text } = await send("POST", "/console/session", headers, JSON.stringify(CREDENTIAL));
    expect([status, text]).toEqual([403, expect.stringContaining("must send Sec-Fetch-Site: same-origin")]);
  });
});

describe("under a public URL with https", () => {
  beforeEach(async () => {
    server = await TestServer.start({ publicUrl: PUBLIC });
  });

  test.each([
    ["passes on the host", { host: "scim.example.com" }],
    ["writes its own", {}],
  ])("the cookie is Secure and bound to the host where the proxy %s", async (_what, host) => {
    const { status, cookie } = await signInFrom({ origin: PUBLIC, ...(host as Record<string, string>) });
    expect(status).toBe(200);
    expect(cookie).toMatch(
      /^__Host-nf-console-443=nfcon_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  test("a page of the http address behind it cannot sign in: it would not keep the cookie", async () => {
    const origin = server.running.listensOn;
    const { status, text } = await signInFrom({ origin });
    expect([status, text]).toEqual([403, expect.stringContaining(`open the console at ${PUBLIC}/console/`)]);
  });
});
