/**
 * Applies every example that a reader may copy, pushes a person, and signs that person in. The real terraform
 * applies all of them in one run. Where an example leaves out a part of the loop, the test adds it.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { Issuer, Loopback } from "../server/signin/support/issuer";
import { claimsFor, People, SIGNED_IN } from "../support/signed-in";
import { Stage } from "../support/stage";
import { REQUIRE_NETFOUNDRY } from "../support/terraform-folder";
import { ROOT, samples } from "./examples";

jest.setTimeout(180_000);

interface Example {
  readonly name: string;
  readonly file: string;
  readonly configuration: string;
}

const EXAMPLES: readonly Example[] = [...samples().map(hcl), readme(), quickstart()].filter(
  ({ configuration }) => /\bresource\b/.test(configuration) && configuration.includes("netfoundry_"),
);

const stage = new Stage();
const certificate = createCertificate();
const issuer = new Issuer("key-1", {
  privateKey: createPrivateKey(certificate.key),
  publicKey: createPublicKey(certificate.key),
});
let keys: Loopback;
let people: People;

beforeAll(async () => {
  keys = await Loopback.start((_request, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
  await stage.open();
  people = new People(stage);
  const space = stage.space();
  const modules = EXAMPLES.map(({ name, file, configuration }) => {
    mkdirSync(join(space.root, name));
    writeFileSync(join(space.root, name, file), localized(configuration, name));
    writeFileSync(join(space.root, name, "rest.tf"), theRest(configuration, name));
    return `module "${name}" {\n  source = "./${name}"\n${variables(configuration)}}\n`;
  });
  await space.configure(modules.join("\n")).init();
  await space.apply();
});
afterAll(async () => {
  await stage.close();
  await keys.stop();
});

test.each(EXAMPLES.map(({ name }) => name))("a person whom SCIM pushes signs in: %s", async (name) => {
  const integration = only(name, await people.integrations());
  const signer = only(name, await people.signers());
  const person = { userName: `ada@${name}.example.com`, externalId: `00u-${name}` };
  const identityId = await people.push(integration, person);
  const claims = { sub: person.externalId, email: person.userName };
  const jwt = issuer.sign({ ...claimsFor(signer), ...claims }, { kid: signer.fingerprint ?? issuer.kid });
  expect(await people.check([jwt], identityId)).toMatchObject(SIGNED_IN);
});

/** The object of an example. Its name ends with that of the example. */
function only<Found extends { readonly name: string }>(example: string, all: readonly Found[]): Found {
  const found = all.filter(({ name }) => name.endsWith(` of ${example}`));
  expect(found).toHaveLength(1);
  return found[0] as Found;
}

/** The configuration with names of its own, without the provider block, and with the keys of the test. */
function localized(configuration: string, name: string): string {
  return configuration
    .replace(/^provider "netfoundry" \{[\s\S]*?^\}\n/gm, "")
    .replace(/^(\s*"?name"?\s*[=:] )"([^"]*)"/gm, `$1"$2 of ${name}"`)
    .replace(/^(\s*"?issuer"?\s*[=:] )"([^"]*)"/gm, `$1"$2/${name}"`)
    .replace(/^(\s*"?jwks_endpoint"?\s*[=:] )"[^"]*"/gm, `$1"${keys.url}"`);
}

/** What the example leaves to its reader: the required providers, a signer, an integration with a mapping. */
function theRest(configuration: string, name: string): string {
  const policy = /resource "netfoundry_auth_policy" "(\w+)"/.exec(configuration)?.[1];
  const signer = `
resource "netfoundry_jwt_signer" "the_rest" {
  name            = "Signer of ${name}"
  issuer          = "https://idp.example.com/${name}"
  audience        = "netfoundry"
  jwks_endpoint   = "${keys.url}"
  claims_property = "email"
  use_external_id = true
}
`;
  const integration = `
resource "netfoundry_scim_integration" "the_rest" {
  name = "Integration of ${name}"
}
resource "netfoundry_scim_mapping" "the_rest" {
  integration_id = netfoundry_scim_integration.the_rest.id
  auth_policy_id = ${policy === undefined ? '"default"' : `netfoundry_auth_policy.${policy}.id`}
  external_id    = { source = "primary_email" }
}
`;
  return [
    configuration.includes("required_providers") ? "" : REQUIRE_NETFOUNDRY,
    has(configuration, "netfoundry_jwt_signer") ? "" : signer,
    has(configuration, "netfoundry_scim_integration") ? "" : integration,
  ].join("");
}

function has(configuration: string, type: string): boolean {
  return new RegExp(`resource "${type}"|"resource":[\\s\\S]*"${type}": \\{`).test(configuration);
}

function variables(configuration: string): string {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const values: Readonly<Record<string, string>> = {
    signer_certificate: certificate.cert,
    sealing_public_key: String(pair.publicKey.export({ type: "spki", format: "pem" })),
    sealing_private_key: String(pair.privateKey.export({ type: "pkcs8", format: "pem" })),
  };
  return [...configuration.matchAll(/^variable "(\w+)"/gm)]
    .map(([, name = ""]) => `  ${name} = ${JSON.stringify(values[name] ?? "given")}\n`)
    .join("");
}

function hcl({ name, configuration }: { readonly name: string; readonly configuration: string }): Example {
  return { name, file: "main.tf", configuration };
}

function readme(): Example {
  const text = readFileSync(join(ROOT, "README.md"), "utf8");
  const blocks = [...text.matchAll(/^```(?:hcl|terraform)\n([\s\S]*?)^```/gm)];
  return { name: "readme", file: "main.tf", configuration: blocks.map(([, code]) => code).join("\n") };
}

/** The quickstart as `examples/quickstart/main.ts` synthesizes it. */
function quickstart(): Example {
  const whole = JSON.parse(readFileSync(join(ROOT, "examples/quickstart/cdk.tf.json"), "utf8"));
  const { output, resource, terraform } = whole;
  const module = { output, resource, terraform: { required_providers: terraform.required_providers } };
  return { name: "quickstart", file: "main.tf.json", configuration: JSON.stringify(module, null, 2) };
}
