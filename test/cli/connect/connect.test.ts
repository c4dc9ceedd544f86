import { join } from "node:path";
import {
  AZURE_ASSERTION,
  AZURE_CLIENT_ID,
  AZURE_CLIENT_SECRET,
  type EntraTenant,
  JOB_ID,
  SERVICE_PRINCIPAL,
  startEntraTenant,
  TENANT_ID,
} from "../../connect/support/entra-tenant";
import {
  CATALOG_APP,
  CUSTOM_APP,
  OKTA_API_TOKEN,
  type OktaOrg,
  startOktaOrg,
} from "../../connect/support/okta-org";
import { freePort } from "../../server/support/free-port";
import { type Connection, TestServer } from "../../server/support/running-server";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { width } from "../fake-terminal";
import { apiEnvironment, runProgram, tokenFile } from "./support";

let server: TestServer;
let org: OktaOrg;
let entra: EntraTenant;
/** The integration, and its newest token. */
let rotated: Connection;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  org = await startOktaOrg();
  entra = await startEntraTenant();
  rotated = await server.connected(`rotated-${Math.random()}`);
});
afterEach(async () => {
  await org.stop();
  await entra.stop();
});
afterAll(() => server.stop());

/** Every secret of a run. None may be in its output. */
const secrets = () => [OKTA_API_TOKEN, AZURE_CLIENT_SECRET, AZURE_ASSERTION, rotated.token, "planted"];

/** The lines of a dry run, which can be copied. */
const CALLS = /^ {2}(?:GET|PUT|POST|\{|grant_type).*$/gm;

/** Runs the command. Returns its text without line breaks. */
async function run(words: readonly string[], environment: NodeJS.ProcessEnv) {
  const { output, errors, code } = await runProgram(["connect", ...words], environment);
  for (const secret of secrets()) expect(output + errors).not.toContain(secret);
  expect(width(output.replaceAll(CALLS, ""))).toBeLessThan(80);
  return { text: (output + errors).replace(/\n */g, " "), code };
}

function okta(appId: string, ...more: string[]) {
  const words = ["okta", "--app", appId, "--token-file", tokenFile(rotated.token), ...more];
  return run(words, { ...apiEnvironment(server), OKTA_API_TOKEN, OKTA_ORG_URL: org.url });
}

const azure = { AZURE_TENANT_ID: TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET };

function entraWith(environment: NodeJS.ProcessEnv, ...more: string[]) {
  const file = tokenFile(rotated.token);
  const words = ["entra", "--service-principal", SERVICE_PRINCIPAL, "--token-file", file, ...more];
  const clouds = ["--graph-url", entra.url, "--login-url", entra.url];
  return run([...words, ...clouds], { ...apiEnvironment(server), ...environment });
}

describe("netfoundry-scim connect okta", () => {
  test("sets the token of an app of the catalog", async () => {
    const { text, code } = await okta(CATALOG_APP);
    expect(text).toContain(`Okta has the new token for the app ${CATALOG_APP} and uses it from now on.`);
    expect(code).toBe(0);
    expect(org.tokens.get(CATALOG_APP)).toBe(rotated.token);
  });

  test("says where a person pastes the token of any other app, and ends with 2", async () => {
    const { text, code } = await okta(CUSTOM_APP);
    expect(text).toContain("it answered UNKNOWN and changed nothing. A person has to paste the new token:");
    expect(text).toContain(`open the app ${CUSTOM_APP}.`);
    expect(text).toContain("Press Test API Credentials.");
    expect(code).toBe(2);
  });

  test("--dry-run prints the call without secrets and sends none", async () => {
    const { text, code } = await okta(CATALOG_APP, "--dry-run");
    expect(text).toContain(
      `POST ${org.url}/api/v1/apps/${CATALOG_APP}/connections/default?activate=true ` +
        '{"profile":{"authScheme":"TOKEN","token":"(the token)"}}',
    );
    expect(code).toBe(0);
    expect(org.received).toEqual([]);
  });

  test("a refusal is exit code 1, with what lacks", async () => {
    const { text, code } = await okta("0oanone");
    expect(text).toContain("netfoundry-scim: POST /api/v1/apps/0oanone/connections/default at 127.0.0.1");
    expect(text).toContain("There is no such app in this org.");
    expect(code).toBe(1);
  });

  test("an org that cannot be reached is exit code 69", async () => {
    const { text, code } = await okta(CATALOG_APP, "--org-url", `http://127.0.0.1:${await freePort()}`);
    expect(text).toContain("the connection was refused. Is the API running there, and is --org-url");
    expect(code).toBe(69);
  });
});

describe("netfoundry-scim connect entra", () => {
  test("sets the URL of the integration with its flag, lets Entra try it, and tells of the use", async () => {
    const { text, code } = await entraWith(azure, "--integration", rotated.id);
    expect(text).toContain(`Entra has the new token, and its job ${JOB_ID} reached NetFoundry with it.`);
    expect(text).toContain("The new token was made at 2026-11-24T09:00:00.000Z and used at 2026-11-24T09:");
    expect(code).toBe(0);
    expect(entra.tenant.secrets.get("BaseAddress")).toBe(
      `${server.url}/scim/v2/${rotated.id}?aadOptscim062020`,
    );
    expect(entra.tenant.secrets.get("SyncAll")).toBe("false");
  });

  test("takes the URL from --url, and the JWT of a pipeline from its file", async () => {
    const { AZURE_CLIENT_SECRET: _, ...ids } = azure;
    const AZURE_FEDERATED_TOKEN_FILE = file(join(temporaryFolder(), "jwt"), `${AZURE_ASSERTION}\n`);
    const url = `${server.url}/scim/v2/${rotated.id}`;
    const { code } = await entraWith({ ...ids, AZURE_FEDERATED_TOKEN_FILE }, "--url", url);
    expect(code).toBe(0);
    expect(entra.tenant.secrets.get("SecretToken")).toBe(rotated.token);
  });

  test("ends with 1 where Entra cannot use the token", async () => {
    const { text, code } = await entraWith(
      azure,
      "--url",
      `${server.url}/scim/v2/${rotated.id.replace(/./g, "0")}`,
    );
    expect(text).toContain("Entra has the new token, but could not use it.");
    expect(code).toBe(1);
  });

  test.each([
    ["no job", [], "has no provisioning job, so Entra has not tried it"],
    ["a paused job", [{ id: JOB_ID, status: { code: "Paused" } }], "is paused, so Entra pushes nothing"],
    [
      "a job without a configuration",
      [{ id: JOB_ID, status: { code: "NotConfigured" } }],
      "was never started",
    ],
    ["a job that never ran", [{ id: JOB_ID, status: { code: "NotRun" } }], "has never run"],
    ["a job in quarantine", [{ id: JOB_ID, status: { code: "Quarantine" } }], "once a day only"],
  ])("ends with 2 for an application with %s", async (_, jobs, message) => {
    entra.tenant.jobs = jobs;
    const { text, code } = await entraWith(azure, "--url", `${server.url}/scim/v2/${rotated.id}`);
    expect(text).toContain("Entra has the new token");
    expect(text).toContain(message);
    expect(code).toBe(2);
  });

  test("ends with 2 for a halted job after --wait too, although Entra's try has used the token", async () => {
    entra.tenant.jobs = [{ id: JOB_ID, status: { code: "Paused" } }];
    const { text, code } = await entraWith(azure, "--integration", rotated.id, "--wait", "1h");
    expect(text).toContain("and used at 2026-11-24T09:");
    expect(code).toBe(2);
  });

  test("--dry-run prints each call without secrets and sends none to Entra", async () => {
    const { text, code } = await entraWith(azure, "--integration", rotated.id, "--dry-run");
    const below = `${entra.url}/v1.0/servicePrincipals/${SERVICE_PRINCIPAL}/synchronization`;
    expect(text).toContain(`POST ${entra.url}/${TENANT_ID}/oauth2/v2.0/token grant_type=client_credentials&`);
    expect(text).toContain("&client_secret=(the credential)");
    expect(text).toContain(`GET ${below}/jobs`);
    expect(text).toContain(
      `PUT ${below}/secrets {"value":[{"key":"BaseAddress","value":"${server.url}/scim/v2/${rotated.id}` +
        '?aadOptscim062020"},{"key":"SecretToken","value":"(the token)"}]}',
    );
    expect(text).toContain(`POST ${below}/jobs/JOB/validateCredentials {"useSavedCredentials":true}`);
    expect(code).toBe(0);
    expect(entra.received).toEqual([]);
  });
});

describe("netfoundry-scim connect google", () => {
  test("says where a person pastes URL and token, and ends with 2", async () => {
    const { text, code } = await run(["google", "--integration", rotated.id], apiEnvironment(server));
    expect(text).toContain("Google Workspace has no call that sets the token of an app.");
    expect(text).toContain("https://admin.google.com");
    expect(text).toContain(`The endpoint URL is ${server.url}/scim/v2/${rotated.id}.`);
    expect(code).toBe(2);
  });

  test("needs no credential without --integration", async () => {
    const { text, code } = await run(["google"], {});
    expect(text).toContain("Paste the new token as the access token.");
    expect(code).toBe(2);
  });
});

describe("a wrong command line or environment is exit code 64, and nothing was sent", () => {
  const valid = { OKTA_API_TOKEN, OKTA_ORG_URL: "https://acme.okta.com" };
  const oktaWords = ["okta", "--app", CATALOG_APP];
  const entraWords = ["entra", "--service-principal", SERVICE_PRINCIPAL, "--url", "https://nf.example/scim"];

  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ["no token", oktaWords, valid, "required option '--token-file <file>' not specified"],
    [
      "no Okta credential",
      [...oktaWords, "--token-file", "T"],
      { OKTA_ORG_URL: valid.OKTA_ORG_URL },
      "OKTA_API_TOKEN is not set",
    ],
    [
      "no org",
      [...oktaWords, "--token-file", "T"],
      { OKTA_API_TOKEN },
      "--org-url (OKTA_ORG_URL) is missing",
    ],
    [
      "the address of Okta's console",
      [...oktaWords, "--token-file", "T", "--org-url", "https://acme-admin.okta.com"],
      valid,
      "is the address of the console; leave -admin out",
    ],
    [
      "an org without TLS",
      [...oktaWords, "--token-file", "T", "--org-url", "http://acme.okta.com"],
      valid,
      "must be https:// and a host, as in https://acme.okta.com, without a path",
    ],
    ["an app's name", ["okta", "--app", "my app", "--token-file", "T"], valid, "Give the id of the app"],
    [
      "a token as an argument",
      [...oktaWords, "--token-file", "T", "--token=planted"],
      valid,
      "unknown option '--token=[secret]",
    ],
    [
      "a wait that nothing can end",
      [...oktaWords, "--token-file", "T", "--wait", "2h"],
      valid,
      "--wait needs --integration",
    ],
    [
      "a wait that nothing can end, in a dry run",
      [...oktaWords, "--token-file", "T", "--wait", "2h", "--dry-run"],
      valid,
      "--wait needs --integration",
    ],
    [
      "a wait without a unit",
      [...oktaWords, "--token-file", "T", "--wait", "90"],
      valid,
      "Give a duration such as 90s, 30m or 2h.",
    ],
    [
      "an object id of another form",
      ["entra", "--service-principal", "NetFoundry", "--token-file", "T"],
      azure,
      "Give the object ID of the enterprise application, a UUID.",
    ],
    [
      "no URL for Entra",
      ["entra", "--service-principal", SERVICE_PRINCIPAL, "--token-file", "T"],
      azure,
      "give --integration, or the integration URL by --url",
    ],
    ["no tenant", [...entraWords, "--token-file", "T"], {}, "AZURE_TENANT_ID is not set"],
    [
      "no secret for Entra",
      [...entraWords, "--token-file", "T"],
      { ...azure, AZURE_CLIENT_SECRET: "" },
      "set AZURE_CLIENT_SECRET, or AZURE_FEDERATED_TOKEN_FILE with a JWT",
    ],
    [
      "no API account for --integration",
      [...oktaWords, "--token-file", "T", "--integration", "Okta"],
      valid,
      "--integration: The credentials of the API account are missing",
    ],
  ])("%s", async (_, words, environment, message) => {
    const given = words.map((word) => (word === "T" ? tokenFile(rotated.token) : word));
    const { text, code } = await run(given, environment);
    expect(text).toContain(message);
    expect(code).toBe(64);
  });

  test.each([
    ["", []],
    [" by a dry run too", ["--dry-run"]],
  ])("an integration that is not there is found before the IdP is told anything%s", async (_, more) => {
    const { text, code } = await okta(CATALOG_APP, "--integration", "Oktta", ...more);
    expect(text).toMatch(/--integration: no integration of the network \S+ is named "Oktta"/);
    expect(code).toBe(64);
    expect(org.received).toEqual([]);
  });

  test("an integration without a token that works is exit code 1", async () => {
    const id = await server.integration(`bare-${Math.random()}`);
    const { text, code } = await okta(CATALOG_APP, "--integration", id);
    expect(text).toContain("has no token that works; mint one first");
    expect(code).toBe(1);
    expect(org.received).toEqual([]);
  });
});
