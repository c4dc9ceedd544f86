import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Client } from "../../src/client/client";
import type { ClientSettings } from "../../src/client/settings";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import {
  clientOf,
  gatewayErrorBody,
  INTEGRATION_ID,
  integrationBody,
  type Loopback,
  NETWORK_ID,
  startLoopback,
} from "../support/fake-api/loopback";
import { thrown } from "../support/fake-api/signed-in";

/** What a server does with a connection after the first bytes of a request. */
type Conduct = (socket: Socket) => void;

let server: Server | null = null;
let loopback: Loopback | null = null;
let client: Client;
const sockets = new Set<Socket>();

afterEach(async () => {
  client.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  if (server !== null) await new Promise((resolve) => server?.close(resolve));
  await loopback?.stop();
  server = null;
  loopback = null;
});

/** Starts a server below HTTP, and a client of it that signs in with a ready token. */
async function start(conduct: Conduct, settings: Partial<ClientSettings> = {}): Promise<void> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("data", () => conduct(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { apiUrl = `http://127.0.0.1:${port}`, ...rest } = settings;
  client = clientOf(apiUrl.replace("PORT", String(port)), {
    apiToken: "planted-token",
    maxRetries: 1,
    ...rest,
  });
}

const get = () => client.integrations.get(INTEGRATION_ID);
const create = () => client.integrations.create({ networkId: NETWORK_ID, name: "Okta" });

function http(status: string, headers: string[], body: string | Buffer = ""): Conduct {
  const head = [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, "", ""];
  return (socket) => {
    socket.write(head.join("\r\n"));
    socket.end(body);
  };
}

const JSON_TYPE = "content-type: application/json";
const FINE = JSON.stringify(integrationBody());

describe.each<[string, Conduct, RegExp]>([
  [
    "the banner of another protocol",
    (s) => s.end("SSH-2.0-OpenSSH_9.6\r\n"),
    /cannot be read as HTTP \(HPE_/,
  ],
  ["HTTP/2 in clear text", (s) => s.end(Buffer.from("000012040000000000", "hex")), /cannot be read as HTTP/],
  [
    "headers of a megabyte",
    (s) => s.end(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(1_000_000)}\r\n\r\n`),
    /cannot be read as HTTP \(HPE_HEADER_OVERFLOW\)/,
  ],
  [
    "chunks that are none",
    (s) => s.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n${JSON_TYPE}\r\n\r\nzz\r\n{}`),
    /cannot be read as HTTP \(HPE_/,
  ],
  [
    "a body that is not compressed as it says",
    http("200 OK", [JSON_TYPE, "content-encoding: gzip"], FINE),
    /cannot be read as HTTP \(Z_DATA_ERROR\)/,
  ],
  [
    "half of a compressed body",
    http("200 OK", [JSON_TYPE, "content-encoding: gzip"], gzipSync(FINE).subarray(0, 40)),
    /JSON that is cut off or not valid/,
  ],
  ["half of the headers", (s) => s.end("HTTP/1.1 200 OK\r\ncontent-ty"), /closed before the answer/],
  ["no byte at all", (s) => s.end(), /closed before the answer/],
  [
    "half of a body",
    (s) => s.end(`HTTP/1.1 200 OK\r\n${JSON_TYPE}\r\ncontent-length: 900\r\n\r\n{"id"`),
    /closed before/,
  ],
  ["JSON that is cut off", http("200 OK", [JSON_TYPE], '{"id": "0b'), /JSON that is cut off or not valid/],
  ["JSON in a page", http("200 OK", ["content-type: text/html"], FINE), /text\/html where JSON was expected/],
  [
    "binary data",
    http("200 OK", ["content-type: application/octet-stream"], "\u0000\u0001"),
    /octet-stream where JSON/,
  ],
  ["no body", http("200 OK", []), /no content type where JSON was expected/],
  ["204", http("204 No Content", []), /answered 204 with no content type/],
  ["null", http("200 OK", [JSON_TYPE], "null"), /does not fit the API/],
  ["a number", http("200 OK", [JSON_TYPE], "7"), /does not fit the API/],
  [
    "arrays a thousand deep",
    http("200 OK", [JSON_TYPE], "[".repeat(1000) + "]".repeat(1000)),
    /does not fit/,
  ],
  [
    "a redirect",
    http("307 Temporary Redirect", ["location: https://login.example.com/sso?token=planted-query"]),
    /answered 307 with a redirect to https:\/\/login\.example\.com\/sso, which is not followed/,
  ],
  ["a redirect to nowhere", http("302 Found", []), /answered 302 with no content type/],
  ["a status that does not exist", http("602 Odd", [JSON_TYPE], "{}"), /answered 602/],
])("an API that answers %s", (_, conduct, says) => {
  test("is a clear error without a secret", async () => {
    await start(conduct);
    const { message } = await thrown(get());
    expect(message).toMatch(says);
    expect(message).toContain(`GET /scim/v1/integrations/${INTEGRATION_ID}`);
    expect(message).not.toMatch(/planted-/);
  });

  test("to a create is sent it once", async () => {
    let requests = 0;
    await start((socket) => {
      requests += 1;
      conduct(socket);
    });
    await thrown(create());
    expect(requests).toBe(1);
  });
});

test.each([
  ["gzip", gzipSync(FINE)],
  ["br", brotliCompressSync(FINE)],
])("a body compressed with %s is read", async (encoding, body) => {
  await start(http("200 OK", [JSON_TYPE, `content-encoding: ${encoding}`], body));
  await expect(get()).resolves.toMatchObject({ name: "Okta" });
});

test("a body that begins with a byte order mark is read", async () => {
  await start(http("200 OK", [JSON_TYPE], `\uFEFF${FINE}`));
  await expect(get()).resolves.toMatchObject({ name: "Okta" });
});

test("an answer that drips without end is cut off in time", async () => {
  let drips: NodeJS.Timeout | undefined;
  const drip: Conduct = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`);
    drips = setInterval(() => socket.write("1\r\n \r\n"), 10);
    socket.on("close", () => clearInterval(drips));
  };
  await start(drip, { requestTimeoutMs: 150, maxRetries: 0 });
  const { message } = await thrown(get());
  clearInterval(drips);
  expect(message).toMatch(/timed out after 150 ms/);
});

test("an answer that unpacks to more than 64 MiB is refused", async () => {
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, " "));
  await start(http("200 OK", [JSON_TYPE, "content-encoding: gzip"], bomb));
  expect((await thrown(get())).message).toContain("larger than 64 MiB");
});

test("https to a port that speaks http names the setting", async () => {
  await start((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), {
    apiUrl: "https://127.0.0.1:PORT",
  });
  expect((await thrown(get())).message).toMatch(
    /does not speak TLS on that port .*https:\/\/ right in api_url/,
  );
});

test("http to a port that speaks https is a clear error", async () => {
  const { key, cert } = createCertificate();
  loopback = await startLoopback(() => ({}), { key, cert });
  client = clientOf(loopback.url.replace("https", "http"), { apiToken: "ready", maxRetries: 0 });
  expect((await thrown(get())).message).toMatch(/closed before the answer|cannot be read as HTTP/);
});

describe("a token endpoint", () => {
  const answering = async (body: unknown, headers?: Readonly<Record<string, string>>) => {
    let grants = 0;
    loopback = await startLoopback(({ url }) => {
      if (url !== "/oauth2/token") return { body: integrationBody() };
      grants += 1;
      return { body, headers };
    });
    client = clientOf(loopback.url);
    return () => grants;
  };

  test.each([["3600"], [3599.5], [null], [undefined]])("may say %p for expires_in", async (expires_in) => {
    const grants = await answering({ access_token: "t", token_type: "bearer", expires_in });
    for (let call = 0; call < 3; call += 1) await get();
    expect(grants()).toBe(1);
  });

  test.each([0, -1])("that says %d for expires_in is not asked for each call", async (expires_in) => {
    const grants = await answering({ access_token: "t", token_type: "Bearer", expires_in });
    for (let call = 0; call < 3; call += 1) await get();
    expect(grants()).toBe(1);
  });

  test.each<[unknown, Readonly<Record<string, string>>]>([
    ["<html>Sign in</html>", { "content-type": "text/html" }],
    [{ access_token: "", token_type: "Bearer" }, {}],
    [{ token: "planted-secret" }, {}],
  ])("that answers %j is an error that names auth_url", async (body, headers) => {
    await answering(body, headers);
    const { message } = await thrown(get());
    expect(message).toMatch(/POST \/oauth2\/token .*auth_url \(NF_AUTH_URL\)/);
    expect(message).not.toContain("planted-secret");
  });

  test("whose token holds a line end adds no header", async () => {
    await answering({ access_token: "t\r\nx-planted: y", token_type: "Bearer" });
    await get().catch(() => {});
    for (const { headers } of loopback?.received ?? []) expect(headers).not.toHaveProperty("x-planted");
  });
});

test("an API that wants another protocol than HTTP is waited for no longer than for any answer", async () => {
  const upgrade = http("101 Switching Protocols", ["connection: upgrade", "upgrade: websocket"]);
  await start(upgrade, { requestTimeoutMs: 150, maxRetries: 0 });
  expect((await thrown(get())).message).toMatch(/timed out after 150 ms|closed before the answer/);
});

test("a list in which every object breaks the contract does not become a long message", async () => {
  const integrationList = Array.from({ length: 500 }, () => ({}));
  const page = { number: 0, size: 500, totalElements: 500, totalPages: 1 };
  await start(http("200 OK", [JSON_TYPE], JSON.stringify({ _embedded: { integrationList }, page })));
  const { message } = await thrown(client.integrations.list());
  expect(message).toMatch(/_embedded\.integrationList\.0\.id: .*and \d+ more\. Is api_url/);
  expect(message.length).toBeLessThan(1000);
});

test("an error whose text is a megabyte long does not become a message of that length", async () => {
  const body = JSON.stringify(gatewayErrorBody(400, "BAD_REQUEST", ["x".repeat(1_000_000)]));
  await start(http("400 Bad Request", [JSON_TYPE], body));
  expect((await thrown(get())).message.length).toBeLessThan(5000);
});
