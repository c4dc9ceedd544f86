/**
 * The examples that are apps: their golden JSON, and a person of each who signs in. The real terraform
 * applies all of them in one run, each as a module.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PlannedChange } from "../../src/tfplugin/testing/terraform/planned-change";
import { Issuer, Loopback } from "../server/signin/support/issuer";
import { CLIENT_ID, CLIENT_SECRET } from "../support/served";
import { claimsFor, People, SIGNED_IN } from "../support/signed-in";
import { Stage } from "../support/stage";
import { temporaryFolder } from "../support/temporary-folder";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, "../..");
const EXAMPLES = join(ROOT, "examples");
const APPS = readdirSync(EXAMPLES).filter((name) => readdirSync(join(EXAMPLES, name)).includes("cdktf.json"));
/** Those that are written in Terraform's own language too. */
const TWINS = APPS.filter((app) => existsSync(join(EXAMPLES, app, "hcl")));

type Json = Record<string, unknown>;
interface Synthesized {
  readonly provider: { readonly netfoundry: readonly Json[] };
  readonly resource: Record<string, Record<string, Json & { readonly name: string }>>;
  readonly terraform: Json;
  readonly variable?: Readonly<Record<string, unknown>>;
}
interface Person {
  readonly userName: string;
  readonly externalId: string;
}

/** The claims that the vendor puts into the token of a person. */
const CLAIMS: Readonly<Record<string, (person: Person) => Json>> = {
  "entra-id": ({ userName, externalId }) => ({
    oid: externalId,
    preferred_username: userName,
    sub: "pairwise",
  }),
  "google-workspace": ({ userName }) => ({ sub: "108542", email: userName, email_verified: true }),
  quickstart: ({ userName }) => ({ sub: "00u1", email: userName }),
  "second-factor": ({ userName }) => ({ sub: "1", email: userName }),
};
/** Those of an access token of Okta. */
const OKTA = ({ userName, externalId }: Person) => ({ sub: userName, uid: externalId });

const stage = new Stage();
/** A second server, because a reference server has one network. */
const staging = new Stage();
/** The server of a network, a variable or an integration of this name. */
const stageOf = (name: string) => (name.includes("staging") ? staging : stage);
const issuer = new Issuer("key-1");
let keys: Loopback;

/** What the app of an example writes. */
function synthesized(app: string): string {
  const temporary = temporaryFolder();
  process.env.CDKTF_OUTDIR = temporary;
  jest.isolateModules(() => require(join(EXAMPLES, app, "main")));
  return readFileSync(join(temporary, "stacks", app, "cdk.tf.json"), "utf8");
}

function golden(app: string): Synthesized {
  return JSON.parse(readFileSync(join(EXAMPLES, app, "cdk.tf.json"), "utf8"));
}

beforeAll(async () => {
  keys = await Loopback.start((_request, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
  await stage.open();
  await staging.open();
  const space = stage.space();
  const modules = APPS.map((app) =>
    moduleIn(space, app, "main.tf.json", JSON.stringify(localized(golden(app), app)), golden(app)),
  );
  await space.configure(modules.join("\n")).init();
  await space.apply();
});
afterAll(async () => {
  await stage.close();
  await staging.close();
  await keys.stop();
});

describe.each(APPS)("examples/%s", (app) => {
  const json = synthesized(app);

  test("gives its golden file; to change it, copy its cdktf.out/stacks/…/cdk.tf.json over it", () => {
    expect(`${json}\n`).toBe(readFileSync(join(EXAMPLES, app, "cdk.tf.json"), "utf8"));
  });

  test("has no path of a machine in it", () => {
    for (const trace of [ROOT, tmpdir()]) expect(json).not.toContain(trace);
  });

  const integrations = Object.values(golden(app).resource.netfoundry_scim_integration ?? {});
  test.each(integrations.map(({ name }) => name))("signs in a person whom %s pushes", async (name) => {
    const person = { userName: `ada.${name}.${app}@example.com`, externalId: `id of ${name} in ${app}` };
    const people = new People(stageOf(name));
    const integration = named(await people.integrations(), `${name} of ${app}`);
    const identityId = await people.push(integration, person);
    const signers = await people.signers();
    const names = app === "second-factor" ? [name, "Managed device"] : [name];
    const claims = (CLAIMS[app] ?? OKTA)(person);
    const tokens = names.map((signer) =>
      issuer.sign({ ...claimsFor(named(signers, `${signer} of ${app}`)), ...claims }),
    );
    expect(await people.check(tokens, identityId)).toMatchObject(SIGNED_IN);
    // Where a second token is needed, the first alone is not enough.
    for (const first of tokens.slice(0, -1)) {
      expect(await people.check([first], identityId)).toMatchObject({
        verdict: "partial",
        failure: "SECONDARY_JWT_REQUIRED",
      });
    }
  });
});

test("the HCL of each plans the same resources as its app, but for their addresses", async () => {
  const space = stage.space();
  const modules = TWINS.flatMap((app) => {
    const hcl = readFileSync(join(EXAMPLES, app, "hcl/main.tf"), "utf8");
    const byHand = hcl.replace(/^(provider "netfoundry" {)([^}]*})/gm, (_block, head, rest) => {
      const settings = Object.entries(serverSettings(rest));
      return `${head}\n${settings.map(([name, value]) => `  ${name} = "${value}"\n`).join("")}${rest}`;
    });
    return [
      moduleIn(space, `${app}-hcl`, "main.tf", byHand, golden(app)),
      moduleIn(space, `${app}-app`, "main.tf.json", JSON.stringify(served(golden(app))), golden(app)),
    ];
  });
  copyFileSync(join(EXAMPLES, "many-integrations/integrations.yaml"), join(space.root, "integrations.yaml"));
  await space.configure(modules.join("\n")).init();
  const changes = await space.planned();
  for (const app of TWINS) {
    expect({ [app]: plannedValues(changes, `${app}-hcl`) }).toEqual({
      [app]: plannedValues(changes, `${app}-app`),
    });
  }
});

test("an entry in front of the others of many-integrations moves nothing", () => {
  const app = "many-integrations";
  const before = golden(app).resource;
  process.env.TENANTS = join(temporaryFolder(), "integrations.yaml");
  const others = readFileSync(join(EXAMPLES, app, "integrations.yaml"), "utf8");
  const entry = "latam:\n  name: Okta LATAM\n  issuer: https://latam.okta.com/oauth2/default\n";
  writeFileSync(process.env.TENANTS, entry + others);
  const after: Synthesized["resource"] = JSON.parse(synthesized(app)).resource;
  delete process.env.TENANTS;
  expect(after).toMatchObject(before);
  expect(Object.keys(after.netfoundry_scim_integration ?? {})).toHaveLength(4);
});

/** Writes a module into the folder, and returns the block that calls it with the id of the network. */
function moduleIn(
  space: TerraformFolder,
  name: string,
  file: string,
  text: string,
  app: Synthesized,
): string {
  mkdirSync(join(space.root, name));
  writeFileSync(join(space.root, name, file), text);
  const variables = Object.keys(app.variable ?? {}).map(
    (variable) => `  ${variable} = "${stageOf(variable).networkId}"\n`,
  );
  return `module "${name}" {\n  source = "./${name}"\n${variables.join("")}}\n`;
}

/** What a plan makes in a module, in an order that goes by the values alone. */
function plannedValues(changes: readonly PlannedChange[], module: string): string[] {
  return changes
    .filter(({ address }) => address.startsWith(`module.${module}.`))
    .map(({ type, change }) => `${type} ${JSON.stringify(change.after)}`)
    .sort();
}

/** What a provider block needs to use the server of its network. */
function serverSettings(block: string): Readonly<Record<string, string>> {
  return { api_url: stageOf(block).gate.url, client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
}

/** The stack as a module that uses the server of the test. */
function served(stack: Synthesized): Json {
  const { backend: _ours, ...terraform } = stack.terraform;
  const provider = {
    netfoundry: stack.provider.netfoundry.map((block) => ({
      ...block,
      ...serverSettings(JSON.stringify(block)),
    })),
  };
  return { ...stack, provider, terraform };
}

/** As `served`, with names and issuers of its own and with the keys of the test. */
function localized(stack: Synthesized, app: string): Json {
  for (const resource of Object.values(stack.resource).flatMap((named) => Object.values(named))) {
    if ("name" in resource) Object.assign(resource, { name: `${resource.name} of ${app}` });
    if ("issuer" in resource) {
      Object.assign(resource, { issuer: `${resource.issuer}/${app}`, jwks_endpoint: keys.url });
    }
  }
  return served(stack);
}

function named<Found extends { readonly name: string }>(all: readonly Found[], name: string): Found {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name} among ${all.map((one) => one.name)}`);
  return found;
}
