import type { Environment, ProviderBlock } from "../../src/settings/environment";
import { environmentTrust } from "../../src/settings/environment-trust";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { CERTIFICATE } from "../support/certificates";
import { ACCOUNT, problemOf, settings } from "./support/settings-of";

describe("a client certificate", () => {
  const [own, other] = [createCertificate(), createCertificate()];
  const files = { "/c.pem": own.cert, "/k.pem": own.key };

  test.each<[string, Partial<ProviderBlock>, Environment]>([
    ["PEM in the block", { client_cert: own.cert, client_key: own.key }, {}],
    ["files in the block", { client_cert: "/c.pem", client_key: "/k.pem" }, {}],
    ["the environment", {}, { NF_CLIENT_CERT: "/c.pem", NF_CLIENT_KEY: "/k.pem" }],
    ["both", { client_cert: `\uFEFF${own.cert}` }, { NF_CLIENT_KEY: own.key }],
  ])("and its key come from %s", (_, block, environment) => {
    const found = settings(block, { ...ACCOUNT, ...environment }, files);
    expect([found.clientCert?.trim(), found.clientKey?.trim()]).toEqual([own.cert.trim(), own.key.trim()]);
  });

  const encrypted = own.key.replaceAll("PRIVATE", "ENCRYPTED PRIVATE");
  test.each<[string, Partial<ProviderBlock>, string]>([
    ["client_key", { client_cert: own.cert }, "Set client_key (NF_CLIENT_KEY) as well"],
    ["client_cert", { client_key: own.key }, "Set client_cert (NF_CLIENT_CERT) as well"],
    ["client_key", { client_cert: own.cert, client_key: other.key }, "made for another key"],
    ["client_key", { client_cert: own.cert, client_key: encrypted }, "passphrase"],
    ["client_key", { client_cert: own.cert, client_key: own.cert }, "It holds no private key in PEM"],
    ["client_key", { client_cert: own.cert, client_key: "/nowhere" }, "no such file"],
    ["client_cert", { client_cert: own.key, client_key: own.key }, "It holds no PEM certificate"],
    [
      "client_cert",
      { client_cert: "/k.pem", client_key: own.key },
      "The file /k.pem holds no PEM certificate",
    ],
  ])("that cannot be used is a problem of %s (%#)", (setting, block, detail) => {
    const found = problemOf(() => settings(block, ACCOUNT, files));
    expect(found.setting).toBe(setting);
    expect(found.detail).toContain(detail);
    const [, body = ""] = own.key.split("\n");
    expect(found.message).not.toContain(body);
  });
});

describe("certificates that the environment trusts", () => {
  const read = (path: string) => {
    if (path === "/ca.pem") return `\uFEFF${CERTIFICATE}`;
    if (path === "/text") return "no certificate";
    throw new Error(`no such file: ${path}`);
  };

  test("are those of SSL_CERT_FILE and NODE_EXTRA_CA_CERTS", () => {
    const both = { SSL_CERT_FILE: "/ca.pem", NODE_EXTRA_CA_CERTS: "/ca.pem" };
    expect(environmentTrust(both, read)).toEqual({
      certificates: `${CERTIFICATE}\n${CERTIFICATE}`,
      problems: [],
    });
  });

  test.each(["/nowhere", "/text"])(
    "in a file that cannot be used (%s) are left out, with its name",
    (path) => {
      const { certificates, problems } = environmentTrust({ SSL_CERT_FILE: path }, read);
      expect(certificates).toBeUndefined();
      expect(problems).toEqual([expect.stringContaining(`SSL_CERT_FILE is "${path}"`)]);
    },
  );
});
