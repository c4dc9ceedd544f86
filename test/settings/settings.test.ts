import { netfoundry } from "../../src/provider/provider";
import {
  EMPTY_PROVIDER_BLOCK,
  type Environment,
  type ProviderBlock,
  VARIABLES,
  ZITI_VARIABLES,
} from "../../src/settings/environment";
import { providerSettings } from "../../src/settings/provider-settings";
import { UNKNOWN } from "../../src/tfplugin";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { Plugin } from "../provider/support/plugin";
import { CERTIFICATE } from "../support/certificates";
import { ACCOUNT, problem, problemOf, settings } from "./support/settings-of";

describe("where a setting comes from", () => {
  test("the environment alone is enough", () => {
    const environment = {
      ...ACCOUNT,
      NF_API_URL: "https://api.example.com",
      NF_NETWORK_NAME: "prod",
      NF_INSECURE_SKIP_VERIFY: "true",
      NF_REQUEST_TIMEOUT: "90s",
      NF_MAX_RETRIES: "0",
      NF_MAX_CONCURRENT_REQUESTS: "3",
      NF_CA_CERT: CERTIFICATE,
    };
    expect(settings({}, environment)).toEqual({
      apiUrl: "https://api.example.com",
      clientId: "account",
      clientSecret: "s3cret",
      authUrl: "https://auth.example.com/oauth2/token",
      networkId: undefined,
      networkName: "prod",
      insecureSkipVerify: true,
      requestTimeoutMs: 90_000,
      maxRetries: 0,
      maxConcurrentRequests: 3,
      caCert: CERTIFICATE.trim(),
    });
  });

  test("the configuration wins over the environment", () => {
    const block = { client_id: "other", request_timeout: "5s", max_retries: 7, insecure_skip_verify: false };
    const environment = {
      ...ACCOUNT,
      NF_REQUEST_TIMEOUT: "90s",
      NF_MAX_RETRIES: "1",
      NF_INSECURE_SKIP_VERIFY: "1",
    };
    expect(settings(block, environment)).toMatchObject({
      clientId: "other",
      clientSecret: "s3cret",
      requestTimeoutMs: 5000,
      maxRetries: 7,
      insecureSkipVerify: false,
    });
  });

  test("a network in the configuration outweighs both variables", () => {
    const environment = { ...ACCOUNT, NF_NETWORK_ID: "from-environment" };
    expect(settings({ network_name: "prod" }, environment)).toMatchObject({
      networkId: undefined,
      networkName: "prod",
    });
  });

  test("a blank variable counts as unset", () => {
    expect(problem({}, { NF_CLIENT_ID: " ", NF_CLIENT_SECRET: "" }).setting).toBe("client_id");
  });

  test.each([
    [undefined, "https://gateway.production.netfoundry.io"],
    ["staging", "https://gateway.staging.netfoundry.io"],
  ])("the environment %p has the gateway %s", (NF_ENVIRONMENT, apiUrl) => {
    expect(settings({}, { ...ACCOUNT, NF_ENVIRONMENT }).apiUrl).toBe(apiUrl);
  });

  test("the token endpoint follows from api_url, but not from an environment", () => {
    const { NF_AUTH_URL, ...account } = ACCOUNT;
    const api = { api_url: "https://api.example.com/" };
    expect(settings(api, account)).toMatchObject({ authUrl: "https://api.example.com/oauth2/token" });
    expect(problem({}, account)).toMatchObject({
      setting: "auth_url",
      detail: expect.stringContaining("NF_AUTH_URL"),
    });
  });

  test.each(["\uFEFF s3cret\r\n", "s3cret\n", "\ts3cret "])(
    "what a file brings along is no part of the secret %j",
    (client_secret) => {
      const block = { client_id: " account\n", client_secret };
      const wanted = { clientId: "account", clientSecret: "s3cret" };
      expect(settings(block, ACCOUNT)).toMatchObject(wanted);
      expect(settings({}, { ...ACCOUNT, NF_CLIENT_SECRET: client_secret })).toMatchObject(wanted);
    },
  );

  test("a blank secret in the block counts as left out", () => {
    expect(settings({ client_secret: " \n" }, ACCOUNT)).toMatchObject({ clientSecret: "s3cret" });
  });

  test("certificates may be a file", () => {
    expect(settings({ ca_cert: "/etc/ca.pem" }, ACCOUNT, { "/etc/ca.pem": CERTIFICATE }).caCert).toBe(
      CERTIFICATE,
    );
  });
});

describe("other tools' variables", () => {
  const trio = {
    NETFOUNDRY_CLIENT_ID: "account",
    NETFOUNDRY_PASSWORD: "s3cret",
    NETFOUNDRY_OAUTH_URL: "https://auth.example.com/oauth2/token",
  };

  test("a ready token", () => {
    expect(settings({}, { NETFOUNDRY_API_TOKEN: "ready" })).toMatchObject({ apiToken: "ready" });
  });
  test("the account of the Python tools", () => {
    expect(settings({}, trio)).toMatchObject({
      clientId: "account",
      clientSecret: "s3cret",
      authUrl: trio.NETFOUNDRY_OAUTH_URL,
    });
  });
  test("half of that account is an error that names the whole", () => {
    expect(problem({}, { ...trio, NETFOUNDRY_PASSWORD: undefined }).detail).toContain("NETFOUNDRY_PASSWORD");
  });
  test("a sign-in address that is none is named with its variable", () => {
    const found = problem({}, { ...trio, NETFOUNDRY_OAUTH_URL: "auth.example.com/oauth2/token" });
    expect(found).toMatchObject({
      setting: "auth_url",
      detail: expect.stringContaining("NETFOUNDRY_OAUTH_URL"),
    });
  });
  describe("the file of an account", () => {
    const credentials = {
      clientId: "account",
      password: "s3cret",
      authenticationUrl: "https://auth.example.com/",
    };
    const file = (content: unknown) => ({
      "/c.json": typeof content === "string" ? content : JSON.stringify(content),
    });
    const environment = { NETFOUNDRY_API_ACCOUNT: "/c.json" };

    test("gives the account and where it signs in", () => {
      expect(settings({}, environment, file(credentials))).toMatchObject({
        clientId: "account",
        clientSecret: "s3cret",
        authUrl: "https://auth.example.com/oauth2/token",
      });
    });

    test("may begin with a byte order mark and have white space around its values", () => {
      const spaced = Object.fromEntries(Object.entries(credentials).map(([k, v]) => [k, ` ${v}\r\n`]));
      expect(settings({}, environment, file(`\uFEFF${JSON.stringify(spaced)}\r\n`))).toMatchObject({
        clientId: "account",
        clientSecret: "s3cret",
        authUrl: "https://auth.example.com/oauth2/token",
      });
    });

    test("gives way to every other way to name an account", () => {
      const mixed = settings(
        {},
        { ...trio, ...environment, NETFOUNDRY_CLIENT_ID: "trio" },
        file(credentials),
      );
      expect(mixed).toMatchObject({ clientId: "trio" });
    });

    test.each([
      ["that is not there", {}, /"\/c\.json": it cannot be read: no such file/],
      ["that is no JSON", file("s3cret"), /no JSON object/],
      ["without a field", file({ ...credentials, password: " " }), /password is missing/],
      [
        "with a wrong address",
        file({ ...credentials, authenticationUrl: "s3cret" }),
        /authenticationUrl is no URL/,
      ],
      [
        "with an address without https",
        file({ ...credentials, authenticationUrl: "auth.example.com:443" }),
        /authenticationUrl is no URL/,
      ],
    ])("%s is a problem that tells no secret", (_, files, detail) => {
      const found = problemOf(() => settings({}, environment, files as Record<string, string>));
      expect(found.detail).toMatch(detail);
      expect(found.message).not.toContain("s3cret");
    });
  });

  test("the provider's own variables win over them", () => {
    const mixed = settings({}, { ...trio, ...ACCOUNT, NF_CLIENT_ID: "own", NETFOUNDRY_API_TOKEN: "ready" });
    expect(mixed).toMatchObject({ clientId: "own" });
    expect(mixed.apiToken).toBeUndefined();
  });
});

describe("what cannot be used is named with the setting and the variable", () => {
  test.each([
    ["client_id", {}, {}, "NF_CLIENT_ID"],
    ["client_secret", {}, { NF_CLIENT_ID: "account" }, "NF_CLIENT_SECRET"],
    ["client_id", { client_secret: "s3cret" }, {}, "NF_CLIENT_ID"],
    ["environment", {}, { ...ACCOUNT, NF_ENVIRONMENT: "moon" }, "sandbox, staging, production"],
    ["api_url", {}, { ...ACCOUNT, NF_API_URL: "gateway" }, "https://"],
    ["auth_url", {}, { ...ACCOUNT, NF_AUTH_URL: "auth.example.com/oauth2/token" }, "NF_AUTH_URL"],
    ["api_url", { api_url: "https:gateway" }, ACCOUNT, "https://"],
    ["auth_url", {}, { ...ACCOUNT, NF_AUTH_URL: "https://a:s3cret@auth.example.com" }, "of auth.example.com"],
    ["api_url", { api_url: "https://a:s3cret@api.example.com" }, ACCOUNT, "of api.example.com"],
    ["network_name", {}, { ...ACCOUNT, NF_NETWORK_ID: "a", NF_NETWORK_NAME: "b" }, "NF_NETWORK_NAME"],
    ["request_timeout", {}, { ...ACCOUNT, NF_REQUEST_TIMEOUT: "30" }, "30s"],
    ["max_retries", {}, { ...ACCOUNT, NF_MAX_RETRIES: "-1" }, "NF_MAX_RETRIES"],
    ["max_concurrent_requests", {}, { ...ACCOUNT, NF_MAX_CONCURRENT_REQUESTS: "0" }, "between 1 and 100"],
    ["insecure_skip_verify", {}, { ...ACCOUNT, NF_INSECURE_SKIP_VERIFY: "maybe" }, "maybe"],
    ["ca_cert", { ca_cert: "/nowhere" }, ACCOUNT, "no such file"],
    [
      "ca_cert",
      { ca_cert: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----" },
      ACCOUNT,
      "no PEM certificate",
    ],
  ])("%s from %j and %j", (setting, block, environment, detail) => {
    const found = problem(block, environment);
    expect(found.setting).toBe(setting);
    expect(found.detail).toContain(detail);
    expect(found.message).not.toContain("s3cret");
  });
});

describe("a plain controller", () => {
  const host = { ZITI_API_HOST: "https://controller.example.com:1280" };
  const whole = { ...host, ZITI_API_USERNAME: "admin", ZITI_API_PASSWORD: "s3cret" };
  const ziti = { controller_url: null, username: null, password: null };
  const target = (block: Partial<ProviderBlock>, environment: Environment) =>
    providerSettings({ ...EMPTY_PROVIDER_BLOCK, ...block }, environment, () => CERTIFICATE).target;

  test("of the block, its gaps filled from the environment, with the trust and limits of the block", () => {
    const block = {
      ziti: { ...ziti, controller_url: "https://other.example.com", username: "root" },
      ca_cert: CERTIFICATE,
      max_concurrent_requests: 2,
    };
    expect(target(block, { ...whole, NF_MAX_RETRIES: "1" })).toEqual({
      kind: "controller",
      settings: {
        controllerUrl: "https://other.example.com",
        username: "root",
        password: "s3cret",
        caCert: CERTIFICATE,
        insecureSkipVerify: undefined,
        requestTimeoutMs: undefined,
        maxRetries: 1,
        maxConcurrentRequests: 2,
      },
    });
  });

  test("needs no username and no password with a client certificate", () => {
    const own = createCertificate();
    const block = { client_cert: own.cert, client_key: own.key };
    expect(target(block, host).settings).toMatchObject({ clientCert: own.cert, clientKey: own.key });
    expect(target(block, host).settings).not.toHaveProperty("username");
    const half = problemOf(() => target(block, { ...host, ZITI_API_USERNAME: "admin" }));
    expect(half.setting).toEqual(["ziti", "password"]);
  });

  test("gets a password without what a file brings along, but with its spaces", () => {
    const block = { ziti: { ...ziti, username: "admin\n", password: "\uFEFF pass word \r\n" } };
    expect(target(block, host).settings).toMatchObject({ username: "admin", password: " pass word " });
    const environment = { ...whole, ZITI_API_PASSWORD: " pass word \n" };
    expect(target({}, environment).settings).toMatchObject({ password: " pass word " });
  });

  test("of the environment alone, when nothing there names an API account", () => {
    expect(target({}, whole)).toMatchObject({ kind: "controller", settings: { username: "admin" } });
    expect(target({ ca_cert: CERTIFICATE }, whole).kind).toBe("controller");
  });

  test.each<[string, Partial<ProviderBlock>, Environment]>([
    ["the account of NF_*", {}, ACCOUNT],
    ["a ready token", { api_url: "https://api.example.com" }, { NETFOUNDRY_API_TOKEN: "ready" }],
    [
      "the account of the block",
      { client_id: "a", client_secret: "s", api_url: "https://api.example.com" },
      {},
    ],
  ])("of the environment gives way to %s", (_, block, environment) => {
    expect(target(block, { ...whole, ...environment }).kind).toBe("network");
  });

  test.each([
    [["ziti", "controller_url"], { ziti }, {}, "ZITI_API_HOST"],
    [["ziti", "username"], { ziti }, host, "ZITI_API_USERNAME"],
    [["ziti", "password"], {}, { ...whole, ZITI_API_PASSWORD: "" }, "ZITI_API_PASSWORD"],
    [["ziti", "controller_url"], {}, { ...whole, ZITI_API_HOST: "controller:1280" }, "https://"],
    ["client_id", { ziti, client_id: "a" }, whole, "alias"],
    ["expiry_warning", {}, { ...ACCOUNT, NF_EXPIRY_WARNING: "soon" }, "NF_EXPIRY_WARNING"],
  ])("a problem at %j from %j is named with the variable", (setting, block, environment, detail) => {
    const found = problemOf(() => target(block as Partial<ProviderBlock>, environment));
    expect(found.setting).toEqual(setting);
    expect(found.detail).toContain(detail);
    expect(found.message).not.toContain("s3cret");
  });
});

test("every setting has an environment variable, named in its description", () => {
  const { attributes } = netfoundry.schema;
  expect(Object.keys(attributes).sort()).toEqual([...Object.keys(VARIABLES), "ziti"].sort());
  for (const [setting, name] of Object.entries(VARIABLES)) {
    expect(attributes[setting]?.description).toContain(`\`${name}\``);
  }
  const nested = JSON.stringify(attributes.ziti);
  for (const name of Object.values(ZITI_VARIABLES)) expect(nested).toContain(`\`${name}\``);
});

describe("the provider block", () => {
  test("values that are not known yet are tolerated", async () => {
    const plugin = new Plugin();
    expect(
      await plugin.validateProvider({ api_url: UNKNOWN, client_secret: UNKNOWN, network_id: UNKNOWN }),
    ).toEqual([]);
    expect(await plugin.configure({ api_url: UNKNOWN })).toEqual([]);
    const ziti = { controller_url: "https://c.example.com", username: "admin", password: UNKNOWN };
    const blocks: ObjectValue[] = [
      { ziti },
      { ziti: UNKNOWN },
      { expiry_warning: UNKNOWN },
      { ziti, client_id: UNKNOWN },
    ];
    for (const block of blocks) {
      expect(await plugin.validateProvider(block)).toEqual([]);
      expect(await plugin.configure(block)).toEqual([]);
    }
  });

  test("configuring sends nothing", async () => {
    const block = { api_url: "http://127.0.0.1:1", client_id: "account", client_secret: "s3cret" };
    expect(await new Plugin().configure(block)).toEqual([]);
  });

  test("trusting any certificate is warned of", async () => {
    const block = {
      api_url: "https://127.0.0.1:1",
      client_id: "a",
      client_secret: "s",
      insecure_skip_verify: true,
    };
    const said = await new Plugin().configure(block);
    expect(said).toMatchObject([{ severity: "warning", attribute: "insecure_skip_verify" }]);
  });

  test.each([
    [{ api_url: "gateway" }, "api_url"],
    [{ environment: "moon" }, "environment"],
    [{ client_id: " " }, "client_id"],
    [{ client_secret: "" }, "client_secret"],
    [{ network_id: "a", network_name: "b" }, "network_name"],
    [{ request_timeout: "soon" }, "request_timeout"],
    [{ max_retries: 21 }, "max_retries"],
    [{ max_concurrent_requests: 1.5 }, "max_concurrent_requests"],
    [{ expiry_warning: "never" }, "expiry_warning"],
    [{ managed_by: "" }, "managed_by"],
    [{ managed_by: "é".repeat(201) }, "managed_by"],
    [{ ziti: { controller_url: "controller", username: "a", password: "p" } }, "ziti"],
    [{ ziti: { username: "a" }, network_name: "prod" }, "network_name"],
  ])("%j is refused at %s", async (block, attribute) => {
    const said = await new Plugin().validateProvider(block);
    expect(said.map((one) => [one.severity, one.attribute])).toEqual([["error", attribute]]);
  });
});
