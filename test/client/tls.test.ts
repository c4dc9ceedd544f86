import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Client } from "../../src/client/client";
import { ConnectionError } from "../../src/client/errors/connection-error";
import { attemptFailure } from "../../src/client/http/attempt-failure";
import type { ClientSettings } from "../../src/client/settings";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import {
  clientOf,
  INTEGRATION_ID,
  integrationBody,
  type Loopback,
  startLoopback,
} from "../support/fake-api/loopback";
import { startProxy } from "../support/fake-api/proxy-server";

const own = createCertificate();
const server = createServer({ key: own.key, cert: own.cert }, (_, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(integrationBody()));
});
let client: Client;

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterEach(() => client.close());
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(resolve));
});

/** Asks a server whose certificate is its own, for "localhost". */
function ask(settings: Partial<ClientSettings>, host = "localhost") {
  const { port } = server.address() as AddressInfo;
  client = clientOf(`https://${host}:${port}`, { apiToken: "ready", ...settings });
  return client.integrations.get(INTEGRATION_ID);
}

test("a certificate nobody vouches for is refused at once, and the error names the way out", async () => {
  await expect(ask({})).rejects.toMatchObject({
    name: "ConnectionError",
    reason: "tls",
    attempts: 1,
    message: expect.stringMatching(/DEPTH_ZERO_SELF_SIGNED_CERT.*ca_cert \(NF_CA_CERT\)/),
  });
});

test("a certificate that is given as trusted is accepted", async () => {
  await expect(ask({ caCert: own.cert })).resolves.toMatchObject({ name: "Okta" });
});

test("one for another host is refused all the same", async () => {
  const failure = ask({ caCert: own.cert }, "127.0.0.1");
  await expect(failure).rejects.toMatchObject({ reason: "tls", code: "ERR_TLS_CERT_ALTNAME_INVALID" });
});

test("any is accepted when verification is switched off", async () => {
  await expect(ask({ insecureSkipVerify: true }, "127.0.0.1")).resolves.toMatchObject({ name: "Okta" });
});

describe("a server that asks for a client certificate", () => {
  const mine = createCertificate();
  let strict: Loopback;
  beforeAll(async () => {
    const body = integrationBody();
    strict = await startLoopback(() => ({ body }), {
      ...own,
      clientCert: mine.cert,
      needsClientCert: true,
    });
  });
  afterAll(() => strict.stop());

  function askStrict(settings: Partial<ClientSettings>) {
    client = clientOf(strict.url, { apiToken: "ready", caCert: own.cert, maxRetries: 0, ...settings });
    return client.integrations.get(INTEGRATION_ID);
  }

  test("gets the one that is set", async () => {
    await expect(askStrict({ clientCert: mine.cert, clientKey: mine.key })).resolves.toMatchObject({
      name: "Okta",
    });
  });

  test("gets it through a proxy too", async () => {
    const proxy = await startProxy();
    process.env.https_proxy = proxy.url;
    try {
      await expect(askStrict({ clientCert: mine.cert, clientKey: mine.key })).resolves.toMatchObject({
        name: "Okta",
      });
      expect(proxy.asked).toHaveLength(1);
    } finally {
      delete process.env.https_proxy;
      await proxy.stop();
    }
  });

  test("refuses a client without one, and the error names the settings", async () => {
    await expect(askStrict({})).rejects.toMatchObject({
      name: "ConnectionError",
      reason: "tls",
      message: expect.stringMatching(/client_cert \(NF_CLIENT_CERT\) and client_key \(NF_CLIENT_KEY\)/),
    });
  });
});

test.each([
  "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
  "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
  "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
  "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
])("%s is about the client certificate, not about the server's", (code) => {
  const request = { method: "GET", url: "https://api.example.com/", headers: {} } as const;
  const failure = attemptFailure(Object.assign(new Error("alert"), { code }));
  const { message } = new ConnectionError({ request, failure, attempts: 1, requestTimeoutMs: 1000 });
  expect(message).toContain("client_cert (NF_CLIENT_CERT)");
  expect(message).not.toContain("ca_cert (NF_CA_CERT)");
});
