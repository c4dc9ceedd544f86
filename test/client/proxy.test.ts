import type { Method } from "../../src/client/http/message";
import { proxyFor } from "../../src/client/http/proxy";
import { createTransport, type TransportSettings } from "../../src/client/http/transport";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import {
  clientOf,
  integrationBody,
  type Loopback,
  NETWORK_ID,
  startLoopback,
} from "../support/fake-api/loopback";
import { type ProxyServer, startProxy } from "../support/fake-api/proxy-server";
import { thrown } from "../support/fake-api/signed-in";

const NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

let api: Loopback;
let proxy: ProxyServer;
let before: Map<string, string | undefined>;

beforeEach(async () => {
  before = new Map(NAMES.map((name) => [name, process.env[name]]));
  for (const name of NAMES) delete process.env[name];
  proxy = await startProxy();
});
afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await proxy.stop();
  await api.stop();
});

async function statusOf(
  path: string,
  settings: Partial<TransportSettings> = {},
  method: Method = "GET",
): Promise<number> {
  const transport = createTransport({
    requestTimeoutMs: 10_000,
    maxConcurrentRequests: 1,
    userAgent: "test",
    ...settings,
  });
  try {
    return (await transport.send({ method, url: `${api.url}${path}`, headers: {} })).status;
  } finally {
    transport.close();
  }
}

test("HTTP_PROXY names whom a request is sent to", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env.HTTP_PROXY = proxy.url;
  expect(await statusOf("/core/v2/networks")).toBe(202);
  expect(proxy.asked).toEqual([`GET ${api.url}/core/v2/networks`]);
});

test("through the tunnel of HTTPS_PROXY, the server's certificate is still checked", async () => {
  const { key, cert } = createCertificate();
  api = await startLoopback(() => ({ status: 202 }), { key, cert });
  process.env.HTTPS_PROXY = proxy.url;
  expect(await statusOf("/", { caCert: cert })).toBe(202);
  await expect(statusOf("/")).rejects.toMatchObject({ reason: "tls" });
  expect(proxy.asked).toEqual(Array(2).fill(`CONNECT ${new URL(api.url).host}`));
});

test("a create waits for a tunnel for as long as any request may take", async () => {
  const { key, cert } = createCertificate();
  api = await startLoopback(() => ({ status: 202 }), { key, cert });
  const slow = await startProxy({ openingMs: 200 });
  process.env.HTTPS_PROXY = slow.url;
  try {
    expect(await statusOf("/", { caCert: cert, maxIdleMs: 20 }, "POST")).toBe(202);
  } finally {
    await slow.stop();
  }
});

test("what NO_PROXY names is reached without the proxy", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env.HTTP_PROXY = proxy.url;
  process.env.NO_PROXY = "127.0.0.1";
  expect(await statusOf("/")).toBe(202);
  expect(proxy.asked).toEqual([]);
});

test.each([
  ["HTTP_PROXY", "http", "http://127.0.0.1:1", "the proxy at 127.0.0.1:1 refused the connection"],
  ["HTTPS_PROXY", "https", "http://127.0.0.1:1", "the proxy at 127.0.0.1:1 refused the connection"],
  ["HTTP_PROXY", "http", "http://me:pass@proxy.invalid:3128", "the host name of the proxy, proxy.invalid,"],
  ["HTTPS_PROXY", "https", "http://me:pass@proxy.invalid:3128", "the host name of the proxy, proxy.invalid,"],
])("an unreachable proxy of %s is named in place of the API (%#)", async (name, scheme, value, said) => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env[name] = value;
  const client = clientOf(`${scheme}://api.example.com`, { maxRetries: 0 });
  const { message } = await thrown(client.networks.list());
  expect(message).toContain(`got no answer from api.example.com: ${said}`);
  expect(message).toContain(` ${name} right?`);
  expect(message).not.toMatch(/api_url|pass/);
});

describe("a proxy that asks for a user name and a password", () => {
  const credentials = "me@office:p@ss:w/ord%41 ü";
  const [user, password] = ["me@office", "p@ss:w/ord%41 ü"].map(encodeURIComponent);
  let guarded: ProxyServer;
  beforeEach(async () => {
    guarded = await startProxy({ credentials });
  });
  afterEach(() => guarded.stop());
  const withUser = (given: string) => guarded.url.replace("//", `//${given}@`);

  test("gets them decoded for a tunnel (RFC 3986)", async () => {
    const { key, cert } = createCertificate();
    api = await startLoopback(() => ({ status: 202 }), { key, cert });
    process.env.HTTPS_PROXY = withUser(`${user}:${password}`);
    expect(await statusOf("/", { caCert: cert })).toBe(202);
  });

  test("gets them decoded for a plain request", async () => {
    api = await startLoopback(() => ({ status: 202 }));
    process.env.HTTP_PROXY = withUser(`${user}:${password}`);
    expect(await statusOf("/")).toBe(202);
  });

  test.each(["http", "https"])("is named when they are wrong (%s), and asked once", async (scheme) => {
    api = await startLoopback(() => ({ status: 202 }));
    process.env[`${scheme}_proxy`] = withUser("me:planted-proxy-password");
    const client = clientOf(`${scheme}://api.example.com`);
    const { message } = await thrown(client.networks.list());
    expect(message).toContain(
      `got no answer from api.example.com: the proxy at ${new URL(guarded.url).host}`,
    );
    expect(message).toMatch(new RegExp(`\\(407\\)\\. Check ${scheme}_proxy: .*percent-encoded`));
    expect(message).not.toContain("planted-proxy-password");
    expect(guarded.asked).toHaveLength(1);
  });
});

test("a proxy that does not connect to the API is named, and its page is no answer", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  const strict = await startProxy({ refusals: [403] });
  process.env.HTTPS_PROXY = strict.url;
  const { message } = await thrown(clientOf("https://api.example.com").networks.list());
  expect(message).toMatch(
    /the proxy at 127\.0\.0\.1:\d+ did not connect to api\.example\.com \(it answered 403\)/,
  );
  expect(message).toContain("NO_PROXY");
  expect(strict.asked).toHaveLength(1);
  await strict.stop();
});

test("a tunnel that the proxy cannot open for a moment is asked for again, even for a create", async () => {
  const { key, cert } = createCertificate();
  api = await startLoopback(() => ({ status: 201, body: integrationBody() }), { key, cert });
  const tired = await startProxy({ refusals: [502, 503] });
  process.env.HTTPS_PROXY = tired.url;
  const client = clientOf(api.url, { apiToken: "ready", caCert: cert });
  await expect(client.integrations.create({ networkId: NETWORK_ID, name: "Okta" })).resolves.toMatchObject({
    name: "Okta",
  });
  expect(api.received).toHaveLength(1);
  client.close();
  await tired.stop();
});

test("a proxy that closes the connection, or never answers, is named", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  const rude = await startProxy({ hangsUp: true });
  process.env.HTTPS_PROXY = rude.url;
  const settings = { apiToken: "ready", maxRetries: 0, requestTimeoutMs: 300 };
  const { message } = await thrown(clientOf("https://api.example.com", settings).networks.list());
  expect(message).toContain(`through the proxy at ${new URL(rude.url).host} (HTTPS_PROXY)`);
  await rude.stop();
});

test("a proxy without a scheme is reached by http", async () => {
  const { key, cert } = createCertificate();
  api = await startLoopback(() => ({ status: 202 }), { key, cert });
  process.env.HTTPS_PROXY = new URL(proxy.url).host;
  expect(await statusOf("/", { caCert: cert })).toBe(202);
  expect(proxy.asked).toHaveLength(1);
});

describe("a proxy that speaks TLS itself", () => {
  const own = createCertificate();
  let secure: ProxyServer;
  beforeEach(async () => {
    api = await startLoopback(() => ({ status: 202 }), own);
    secure = await startProxy({ tls: own });
    process.env.HTTPS_PROXY = secure.url;
  });
  afterEach(() => secure.stop());

  test("opens a tunnel to the API when its certificate is trusted", async () => {
    expect(await statusOf("/", { caCert: own.cert })).toBe(202);
    expect(secure.asked).toEqual([`CONNECT ${new URL(api.url).host}`]);
  });

  test("is named beside the API when a certificate is not trusted", async () => {
    const { message } = await thrown(clientOf(api.url).networks.list());
    expect(message).toMatch(
      /DEPTH_ZERO_SELF_SIGNED_CERT.*It may be the certificate of the proxy at localhost:/,
    );
    expect(secure.asked).toEqual([]);
  });
});

test("ALL_PROXY stands in for both", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env.ALL_PROXY = proxy.url;
  expect(await statusOf("/")).toBe(202);
  expect(proxy.asked).toHaveLength(1);
});

test.each([
  ["socks5://proxy.example.com:1080", "begins with socks5://"],
  ["http://me:planted-proxy-password@:3128", "is no URL"],
])("HTTPS_PROXY=%s is an error that names the variable and sends nothing", async (value, said) => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env.HTTPS_PROXY = value;
  const { message } = await thrown(clientOf("https://api.example.com").networks.list());
  expect(message).toContain(`HTTPS_PROXY ${said}`);
  expect(message).not.toMatch(/planted-proxy-password|not known whether/);
});

test.each([
  ["example.com", "https://example.com", true],
  ["example.com", "https://api.example.com", true],
  ["example.com", "https://notexample.com", false],
  [".example.com", "https://api.example.com", true],
  [".example.com", "https://example.com", false],
  ["*.example.com", "https://API.example.com", true],
  ["other.test, api.example.com:8443", "https://api.example.com:8443", true],
  ["api.example.com:8443", "https://api.example.com", false],
  ["api.example.com:443", "https://api.example.com", true],
  ["10.0.0.0/8 192.168.1.5", "https://10.20.30.40:1280", true],
  ["10.0.0.0/8", "https://11.0.0.1", false],
  ["192.168.1.5:1280", "https://192.168.1.5:1280", true],
  ["[fd00::1]:1280", "https://[fd00::1]:1280", true],
  ["fd00::/8", "https://[fd12::9]", true],
  ["localhost", "http://127.0.0.1:8080", true],
  ["10.0.0.0/99,nonsense/", "https://10.0.0.1", false],
  ["10.0.0.0/", "https://11.0.0.1", false],
  ["*", "https://anything.test", true],
  ["", "https://anything.test", false],
])("NO_PROXY=%j exempts %s: %p", async (noProxy, url, exempt) => {
  api = await startLoopback(() => ({}));
  const found = proxyFor(new URL(url), { https_proxy: "p:1", http_proxy: "p:1", NO_PROXY: noProxy });
  expect(found === null).toBe(exempt);
});
