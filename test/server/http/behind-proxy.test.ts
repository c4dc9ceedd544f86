import { integration } from "../../../src/contract/gateway/integration";
import { jwtCheck } from "../../../src/contract/gateway/jwt-check";
import { edgeSession } from "../../../src/contract/gateway/network";
import { Issuer, Loopback } from "../signin/support/issuer";
import { signerBody } from "../support/network";
import { type Answer, CLIENT_ID, CLIENT_SECRET, read, TestServer } from "../support/running-server";

const PUBLIC = "https://scim.example.com";
/** The tests connect from here, as a proxy on this machine does. */
const PROXY = "127.0.0.1";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

let server: TestServer;
afterEach(() => server.stop());

const signIn = (secret: string, headers: Record<string, string> = {}) =>
  server.send("POST", "/oauth2/token", {
    headers: { ...FORM, ...headers },
    text: `grant_type=client_credentials&client_id=${CLIENT_ID}&client_secret=${secret}`,
  });
const from = (addresses: string) => ({ "x-forwarded-for": addresses });

describe("the public URL", () => {
  beforeEach(async () => {
    server = await TestServer.start({ publicUrl: `${PUBLIC}/` });
  });

  /** Every text below a value that is a URL of this server. */
  function urlsIn(value: unknown): string[] {
    if (typeof value === "string") return /^https?:\/\/(127|scim\.example)/.test(value) ? [value] : [];
    return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(urlsIn);
  }

  function expectPublic(answer: Answer, count: number): void {
    const location = answer.headers.get("location");
    const urls = [...urlsIn(answer.body), ...(location === null ? [] : [location])];
    expect(urls.filter((url) => !url.startsWith(`${PUBLIC}/`))).toEqual([]);
    expect(urls.length).toBeGreaterThanOrEqual(count);
  }

  test("starts every address that the management and edge APIs answer with", async () => {
    const { networkId } = server.running;
    const exchange = await server.api("POST", `/core/v3/networks/${networkId}/exchange`, { type: "session" });
    expect(read(edgeSession, exchange).networkControllerUrl).toBe(`${PUBLIC}/edge/management/v1`);
    const made = await server.api("POST", "/scim/v1/integrations", { networkId, name: "okta" });
    expectPublic(made, 2);
    const { id, integrationUrl } = read(integration, made);
    expect(integrationUrl).toBe(`${PUBLIC}/scim/v2/${id}`);
    expect(made.headers.get("location")).toBe(`${PUBLIC}/scim/v1/integrations/${id}`);
    expectPublic(await server.send("GET", "/edge/management/v1/version"), 1);
  });

  test("starts Location, meta.location and $ref of every SCIM answer, those of Bulk included", async () => {
    const to = await server.connected("okta");
    const made = await server.scim(to, "POST", "/Users", { userName: "ada" });
    expectPublic(made, 2);
    const { id } = made.body as { id: string };
    expect(made.headers.get("location")).toBe(`${PUBLIC}/scim/v2/${to.id}/Users/${id}`);
    // meta.location and the $ref of the member
    expectPublic(
      await server.scim(to, "POST", "/Groups", { displayName: "all", members: [{ value: id }] }),
      2,
    );
    // meta.location and the $ref of the group
    expectPublic(await server.scim(to, "GET", `/Users/${id}`), 2);
    expectPublic(await server.scim(to, "GET", "/Users"), 2);
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"];
    expectPublic(await server.scim(to, "POST", "/.search", { schemas }), 4);
    const bulk = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [
        { method: "POST", path: "/Users", bulkId: "a", data: { userName: "grace" } },
        { method: "DELETE", path: `/Users/${id}` },
      ],
    };
    expectPublic(await server.scim(to, "POST", "/Bulk", bulk), 2);
    for (const path of ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"]) {
      expectPublic(await server.scim(to, "GET", path), 1);
    }
  });

  test("lets the console sign in, though the proxy passes on another host", async () => {
    const headers = { origin: PUBLIC, "sec-fetch-site": "same-origin" };
    expect((await signIn(CLIENT_SECRET, headers)).status).toBe(200);
    expect((await signIn(CLIENT_SECRET, { origin: "https://evil.example" })).status).toBe(400);
  });
});

describe("X-Forwarded-For", () => {
  let ticks: number;
  const open = async (trustedProxies?: readonly string[]) => {
    ticks = 0;
    server = await TestServer.start({ trustedProxies, ticks: () => ticks });
  };
  const guess = async (addresses: string) => (await signIn("wrong", from(addresses))).status;
  const useUp = async (addresses: (at: number) => string) => {
    for (let at = 0; at < 20; at++) expect(await guess(addresses(at))).toBe(401);
  };

  test("of a trusted proxy gives each caller guesses of its own", async () => {
    await open(["10.0.0.0/8", `${PROXY}/32`]);
    await useUp(() => "203.0.113.7");
    expect(await guess("203.0.113.7")).toBe(429);
    expect((await signIn(CLIENT_SECRET, from("203.0.113.8"))).status).toBe(200);
    expect((await signIn(CLIENT_SECRET)).status).toBe(200);
  });

  test("counts by what the last trusted proxy saw, not by what the caller wrote before it", async () => {
    await open([PROXY, "10.0.0.0/8"]);
    await useUp((at) => `198.51.100.${at}, 203.0.113.7, 10.1.2.3`);
    expect(await guess("198.51.100.99, 203.0.113.7")).toBe(429);
  });

  // Azure's Application Gateway writes the port of each connection.
  test.each([
    ["IPv4", (at: number) => `203.0.113.7:${50_000 + at}`],
    ["IPv6", (at: number) => `[2001:db8::7]:${50_000 + at}`],
    ["nonsense", (at: number) => `unknown-${at}`],
  ])("with a port, or without an address, gives no further guesses: %s", async (_what, written) => {
    await open([PROXY]);
    await useUp(written);
    expect(await guess(written(21))).toBe(429);
  });

  test.each([
    ["nobody", undefined],
    ["another proxy", ["10.0.0.1"]],
  ])("counts for nothing when %s is trusted", async (_who, trustedProxies) => {
    await open(trustedProxies);
    await useUp((at) => `203.0.113.${at}`);
    expect(await guess("203.0.113.99")).toBe(429);
  });

  test.each([
    [[PROXY], "203.0.113.7"],
    [undefined, PROXY],
  ])("with %p trusted, the log names the caller %s", async (trustedProxies, address) => {
    await open(trustedProxies);
    await guess("203.0.113.7");
    const lines = server.log.map((line) => JSON.parse(line) as { status?: number; address?: string });
    expect(lines.findLast(({ status }) => status === 401)).toMatchObject({ address });
  });
});

describe("what a caller from outside must not reach", () => {
  const metrics = async () => (await server.send("GET", "/metrics")).status;

  test.each([
    ["open without a proxy", {}, 200],
    ["closed with a public URL", { publicUrl: PUBLIC }, 404],
    ["closed with a trusted proxy", { trustedProxies: [PROXY] }, 404],
    ["open when asked for", { publicUrl: PUBLIC, metrics: true }, 200],
  ])("/metrics is %s", async (_what, options, status) => {
    server = await TestServer.start(options);
    expect(await metrics()).toBe(status);
  });

  test.each([
    ["open without a proxy", {}, "accepted"],
    ["closed with a public URL", { publicUrl: PUBLIC }, "refused"],
    ["closed with a trusted proxy", { trustedProxies: [PROXY] }, "refused"],
    ["open when asked for", { publicUrl: PUBLIC, allowPrivateJwks: true }, "accepted"],
  ])("a private address of a signer's keys is %s", async (_what, options, verdict) => {
    server = await TestServer.start(options);
    const issuer = new Issuer("k1");
    const endpoint = await Loopback.start((_request, response) =>
      response.end(JSON.stringify({ keys: [issuer.jwk] })),
    );
    const signer = { jwksEndpoint: endpoint.url, claimsProperty: "email", useExternalId: true };
    await server.edge("POST", "/external-jwt-signers", signerBody("main", signer));
    const identity = { name: "Ada", type: "Default", isAdmin: false, externalId: "ada@example.com" };
    await server.edge("POST", "/identities", identity);
    const exp = server.now.getTime() / 1000 + 60;
    const claims = { iss: "https://issuer.example/main", aud: "netfoundry", email: "ada@example.com", exp };
    const path = `/core/v3/networks/${server.running.networkId}/jwt-checks`;
    const check = read(jwtCheck, await server.api("POST", path, { tokens: [issuer.sign(claims)] }));
    await endpoint.stop();
    expect(check.verdict).toBe(verdict);
  });
});
