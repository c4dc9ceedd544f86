/** Contract checklist, "Validation": lines 5 to 7. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import { createDriver, UNKNOWN } from "../../src/tfplugin";
import { Stage } from "../support/stage";

jest.setTimeout(60_000);

const stage = new Stage();
beforeAll(() => stage.open());
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

test("05 a configuration of which nothing is known passes every rule", async () => {
  const driver = createDriver(netfoundry);
  const unknown = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, UNKNOWN]));
  const { attributes } = netfoundry.schema;
  expect((await driver.validateProvider(unknown(Object.keys(attributes)))).diagnostics).toEqual([]);
  for (const [type, { schema }] of Object.entries(netfoundry.resources)) {
    const settable = Object.entries(schema.attributes).filter(([, { presence }]) => presence !== "computed");
    const config = unknown(settable.map(([name]) => name));
    expect([type, (await driver.validate(type, config)).diagnostics]).toEqual([type, []]);
    expect([type, (await driver.plan(type, config)).diagnostics]).toEqual([type, []]);
  }
});

test("05 a value that turns out wrong once it is known is refused at apply, before any call", async () => {
  const space = stage.space().configure(`
    resource "terraform_data" "blank" { input = " " }
    resource "netfoundry_auth_policy" "it" { name = terraform_data.blank.output }
  `);
  await space.succeed("validate");
  await space.succeed("plan", "-input=false");
  const error = await space.failApply();
  expect(error).toMatch(/main.tf line \d+, in resource "netfoundry_auth_policy" "it"/);
  expect(error).toContain("name must be not blank");
  expect(stage.gate.writes).toEqual([]);
});

/** One line of configuration each that breaks one rule. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  netfoundry_scim_integration: ['name = ""', 'network_id = ""', 'identities_on_destroy = "drop"'],
  netfoundry_scim_mapping: [
    'integration_id = ""',
    'identity_name = "email"',
    'auth_policy_id = ""',
    'external_id = { source = "mail" }',
    'external_id = { source = "custom", path = "emails[" }',
    'external_id = { source = "custom" }',
  ],
  netfoundry_scim_token: [
    'integration_id = " "',
    'description = ""',
    'lifetime = "1 year"',
    'rotate_before = "400d"',
  ],
  netfoundry_auth_policy: [
    'name = " "',
    "primary = { updb = { allowed = true, min_password_length = 4 } }",
    "primary = { updb = { allowed = true, max_attempts = 0.5 } }",
    'primary = { ext_jwt = { allowed = true, allowed_signer_ids = [""] } }',
    "primary = { ext_jwt = { alowed = true } }",
    'secondary = { jwt_signer_id = "" }',
  ],
  netfoundry_jwt_signer: [
    'issuer = ""',
    'audience = ""',
    'jwks_endpoint = "keys"',
    'cert_pem = "MIIB"',
    'kid = ""',
    'claims_property = ""',
    'client_id = ""',
    'scopes = [" "]',
    'target_token = "REFRESH"',
    'external_auth_url = "login"',
  ],
};

/** What else each resource needs to be whole. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  netfoundry_scim_integration: ['name = "n"'],
  netfoundry_scim_mapping: ['integration_id = "i"'],
  netfoundry_scim_token: ['integration_id = "i"'],
  netfoundry_auth_policy: ['name = "n"'],
  netfoundry_jwt_signer: ['name = "n"', 'issuer = "i"', 'audience = "a"', 'jwks_endpoint = "https://a/b"'],
};

interface Validated {
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  }[];
}

test("06 every broken rule is shown with the file and the line of its attribute", async () => {
  const blocks = Object.entries(BROKEN).flatMap(([type, rules]) =>
    rules.map((broken, index) => {
      const [name] = broken.split(" ");
      // A certificate and an address of keys exclude each other.
      const left = (line: string) =>
        !line.startsWith(`${name} `) && !(name === "cert_pem" && line.startsWith("jwks_endpoint"));
      const lines = [...(WHOLE[type] ?? []).filter(left), broken];
      return `resource "${type}" "r${index}" {\n${lines.join("\n")}\n}`;
    }),
  );
  const space = stage.space().configure(blocks.join("\n"));
  const { code, output } = await space.terraform("validate", "-json");
  const { diagnostics }: Validated = JSON.parse(output);
  const text = readFileSync(join(space.root, "main.tf"), "utf8").split("\n");
  // A blank description breaks two rules of its line.
  const shown = new Set(diagnostics.map(({ range }) => range && text[range.start.line - 1]));
  expect(code).toBe(1);
  expect([...shown].sort()).toEqual(Object.values(BROKEN).flat().sort());
});

test("06 a broken rule of the provider block is shown with its line", async () => {
  const space = stage
    .space('request_timeout = "soon"')
    .configure('resource "netfoundry_auth_policy" "it" { name = "n" }');
  expect(await space.fail("validate")).toMatch(
    /main.tf line \d+, in provider "netfoundry": \d+: request_timeout/,
  );
});

test("07 a provider whose configuration is not known yet validates and plans without a call", async () => {
  const space = stage.space("network_id = terraform_data.network.id").configure(`
    resource "terraform_data" "network" {}
    resource "netfoundry_scim_integration" "it" { name = "Later" }
  `);
  await space.succeed("validate");
  expect(await space.planCode()).toBe(2);
  expect(stage.gate.calls).toEqual([]);
});

test("07 validate asks the API nothing, and a plan of new objects only who the account is", async () => {
  const space = stage.space().configure('resource "netfoundry_scim_integration" "it" { name = "New" }');
  await space.succeed("validate");
  expect(stage.gate.calls).toEqual([]);
  expect(await space.planCode()).toBe(2);
  expect(stage.gate.calls).toEqual(["GET /core/v3/networks"]);
});
