import { once } from "node:events";
import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createTransport, type TransportSettings } from "../../src/client/http/transport";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { type Loopback, startLoopback } from "./loopback";

const NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

let api: Loopback;
let proxy: Server;
/** What the proxy was asked for. */
let asked: string[];
let before: Map<string, string | undefined>;
const tunnels = new Set<Socket>();

beforeEach(async () => {
  before = new Map(NAMES.map((name) => [name, process.env[name]]));
  for (const name of NAMES) delete process.env[name];
  asked = [];
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { method, headers } = request;
    httpRequest(request.url ?? "", { method, headers, agent: false }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)),
    ).end();
  });
  proxy.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const onward = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [socket, onward]) tunnels.add(each.on("error", () => each.destroy()));
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
});
afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const socket of tunnels) socket.destroy();
  tunnels.clear();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await api.stop();
});

const proxyUrl = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

async function statusOf(path: string, settings: Partial<TransportSettings> = {}): Promise<number> {
  const transport = createTransport({
    requestTimeoutMs: 10_000,
    maxConcurrentRequests: 1,
    userAgent: "test",
    ...settings,
  });
  try {
    return (await transport.send({ method: "GET", url: `${api.url}${path}`, headers: {} })).status;
  } finally {
    transport.close();
  }
}

test("HTTP_PROXY names whom a request is sent to", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env.HTTP_PROXY = proxyUrl();
  expect(await statusOf("/core/v2/networks")).toBe(202);
  expect(asked).toEqual([`GET ${api.url}/core/v2/networks`]);
});

test("through the tunnel of HTTPS_PROXY, the server's certificate is still checked", async () => {
  const { key, cert } = createCertificate();
  api = await startLoopback(() => ({ status: 202 }), { key, cert });
  process.env.HTTPS_PROXY = proxyUrl();
  expect(await statusOf("/", { caCert: cert })).toBe(202);
  await expect(statusOf("/")).rejects.toMatchObject({ reason: "tls" });
  expect(asked).toEqual(Array(2).fill(`CONNECT ${new URL(api.url).host}`));
});

test("what NO_PROXY names is reached without the proxy", async () => {
  api = await startLoopback(() => ({ status: 202 }));
  process.env.HTTP_PROXY = proxyUrl();
  process.env.NO_PROXY = "127.0.0.1";
  expect(await statusOf("/")).toBe(202);
  expect(asked).toEqual([]);
});
