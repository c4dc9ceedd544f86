import { join } from "node:path";
import { controllerOptions } from "../../../src/cli/serve/controller-options";
import { file, temporaryFolder } from "../../support/temporary-folder";

const URL = "https://ctrl.example.com:1280";
const ACCOUNT = { ZITI_API_USERNAME: "admin", ZITI_API_PASSWORD: "planted-password-7711\n" };
const folder = temporaryFolder();

test("the account comes from the environment, without the line end of a file", () => {
  expect(controllerOptions({ controller: URL, deliveryWait: 2 }, ACCOUNT)).toEqual({
    controllerUrl: URL,
    username: "admin",
    password: "planted-password-7711",
    deliveryWaitMs: 2000,
  });
});

test("a network account brings its own address for the sign-in", () => {
  const text = { clientId: "me", password: "planted-8812", authenticationUrl: "https://auth.example.com" };
  const networkAccount = file(join(folder, "credentials.json"), JSON.stringify(text));
  // NF_CLIENT_ID is the account of this server's own API.
  const environment = { NF_CLIENT_ID: "ours", NF_ENVIRONMENT: "sandbox", NF_NETWORK_NAME: "demo" };
  expect(controllerOptions({ networkAccount }, environment)).toMatchObject({
    apiUrl: "https://gateway.sandbox.netfoundry.io",
    authUrl: "https://auth.example.com/oauth2/token",
    clientId: "me",
    clientSecret: "planted-8812",
    networkName: "demo",
  });
});

test.each([
  ["no account", { controller: URL }, {}, "ZITI_API_USERNAME is not set"],
  ["half an account", { controller: URL }, { ZITI_API_USERNAME: "a" }, "ZITI_API_PASSWORD is not set"],
  ["a CA without a controller", { controllerCa: "ca.pem" }, {}, "--controller-ca needs --controller"],
  ["a key without its certificate", { controller: URL, controllerKey: "k" }, {}, "needs --controller-cert"],
  ["a file that is not there", { networkAccount: "nowhere.json" }, {}, "nowhere.json"],
  ["two controllers", { controller: URL, networkAccount: "a" }, ACCOUNT, "do not go together"],
])("%s is refused by name", (_what, flags, environment, message) => {
  expect(() => controllerOptions(flags, environment)).toThrow(message);
});
