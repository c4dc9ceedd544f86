import type { Method } from "../../src/client/http/message";
import { createTransport, type TransportSettings } from "../../src/client/http/transport";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { clientOf, type Loopback, startLoopback } from "../support/fake-api/loopback";
import { type ProxyServer, startProxy } from "../support/fake-api/proxy-server";
import { thrown } from "../support/fake-api/signed-in";

const NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

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
  const slow = await startProxy(200);
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
