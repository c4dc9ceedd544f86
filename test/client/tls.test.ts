import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Client } from "../../src/client/client";
import type { ClientSettings } from "../../src/client/settings";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { clientOf, INTEGRATION_ID, integrationBody } from "../support/fake-api/loopback";

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
