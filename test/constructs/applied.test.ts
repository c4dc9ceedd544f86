/** What constructs give, applied by the real terraform against the reference server, and signed into. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformIterator, TerraformOutput, type TerraformStack } from "cdktf";
import {
  AuthPolicy,
  ExternalId,
  IdentityProvider,
  MappingSettings,
  NetfoundryFn,
  ScimIntegration,
  ScimTokenValue,
  TargetToken,
} from "../../constructs";
import type * as resources from "../../constructs/generated/resources";
import type { Person } from "../../src/idp/common/directory";
import type { UserProvider } from "../../src/idp/common/identity-provider";
import type { ScimConnection } from "../../src/idp/common/scim-client";
import { Entra } from "../../src/idp/entra/entra";
import { Google } from "../../src/idp/google/google";
import { JumpCloud } from "../../src/idp/jumpcloud/jumpcloud";
import { OktaCustomApp } from "../../src/idp/okta/custom-app";
import { Issuer, Loopback } from "../server/signin/support/issuer";
import { claimsFor, People, SIGNED_IN } from "../support/signed-in";
import { Stage } from "../support/stage";
import { TerraformFolder } from "../support/terraform-folder";
import { synthesize } from "./synthesis";

jest.setTimeout(180_000);

const TENANT = "5f0c8f4e-0a7e-4f57-9d0e-1b6c8a1f2d3e";

type Pusher = Pick<UserProvider, "assignUser" | "userId">;

interface Preset {
  readonly identityProvider: (jwksEndpoint: string) => IdentityProvider;
  /** Who pushes the person. */
  readonly pushes: (connection: ScimConnection) => Pusher;
  /** The claims of the vendor's token that name a person. */
  readonly claims: (person: Person) => Readonly<Record<string, string>>;
}

const audience = "netfoundry";
const okta = "https://example.okta.com/oauth2";

/** Entra ID with the attribute mapping externalId from objectId. */
class EntraByObjectId extends Entra {
  override async assignUser(person: Person): Promise<void> {
    // The simulation sends the part of the user name before the @ as externalId, which is then the object id.
    await super.assignUser({ ...person, userName: `${person.id}@example.com` });
  }
}

/** JumpCloud calls the assignment otherwise. */
class JumpCloudApp extends JumpCloud implements Pusher {
  assignUser(person: Person): Promise<void> {
    return this.bindUser(person);
  }
}

const PRESETS: Readonly<Record<string, Preset>> = {
  okta_access_token: {
    identityProvider: (jwksEndpoint) =>
      IdentityProvider.okta({ issuer: `${okta}/access`, audience, jwksEndpoint }),
    pushes: (connection) => new OktaCustomApp(connection),
    claims: ({ id, userName }) => ({ sub: userName, uid: id }),
  },
  okta_id_token: {
    identityProvider: (jwksEndpoint) =>
      IdentityProvider.okta({ issuer: `${okta}/id`, audience, jwksEndpoint, targetToken: TargetToken.ID }),
    pushes: (connection) => new OktaCustomApp(connection),
    claims: ({ id, userName, email }) => ({ sub: id, preferred_username: userName, email }),
  },
  entra_object_id: {
    identityProvider: (jwksEndpoint) =>
      IdentityProvider.entraId({ tenantId: TENANT, audience, jwksEndpoint }).signedInBy(
        "oid",
        ExternalId.custom("externalId"),
      ),
    pushes: (connection) => new EntraByObjectId(connection),
    claims: ({ id, userName }) => ({ sub: "pairwise", oid: id, preferred_username: userName }),
  },
  entra_user_name: {
    identityProvider: (jwksEndpoint) =>
      IdentityProvider.entraId({
        issuer: `https://sts.windows.net/${TENANT}/`,
        audience,
        jwksEndpoint,
      }).signedInBy("preferred_username", ExternalId.userName()),
    pushes: (connection) => new Entra(connection),
    claims: ({ id, userName }) => ({ sub: "pairwise", oid: id, preferred_username: userName }),
  },
  google_workspace: {
    identityProvider: (jwksEndpoint) => IdentityProvider.googleWorkspace({ audience, jwksEndpoint }),
    pushes: (connection) => new Google(connection),
    claims: ({ email }) => ({ sub: "10769150350006150715113082367", email, hd: "example.com" }),
  },
  jump_cloud: {
    identityProvider: (jwksEndpoint) =>
      IdentityProvider.jumpCloud({ issuer: "https://oauth.id.jumpcloud.com/", audience, jwksEndpoint }),
    pushes: (connection) => new JumpCloudApp(connection),
    claims: ({ id, email }) => ({ sub: id, email }),
  },
};

const stage = new Stage();
const issuer = new Issuer("key-1");
let keys: Loopback;
let people: People;
let environmentBefore: NodeJS.ProcessEnv;

beforeAll(async () => {
  environmentBefore = { ...process.env };
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
  keys = await Loopback.start((_request, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
  await stage.open();
  Object.assign(process.env, stage.environment);
  people = new People(stage);
});
afterAll(async () => {
  process.env = environmentBefore;
  await stage.close();
  await keys.stop();
});

/** A folder of the real terraform with what a stack synthesizes. */
class StackFolder extends TerraformFolder {
  constructor() {
    super({ environment: { TF_REATTACH_PROVIDERS: stage.reattach } });
  }

  synthesize(fill: (stack: TerraformStack) => void): this {
    writeFileSync(join(this.root, "cdk.tf.json"), synthesize(fill));
    return this;
  }
}

/** Two integrations of an iterator, with two lifetimes. */
function companies(stack: TerraformStack): void {
  const each = TerraformIterator.fromMap({ acme: { lifetime: "90d" }, globex: { lifetime: "180d" } });
  const jwksEndpoint = keys.url;
  const issuer = `https://${each.key}.okta.com/oauth2/default`;
  const made = new ScimIntegration(stack, "company", {
    name: each.key,
    identityProvider: IdentityProvider.okta({ issuer, audience, jwksEndpoint }),
    token: { lifetime: each.getString("lifetime") },
    forEach: each,
  });
  const integrations = TerraformIterator.fromResources(made.node.defaultChild as resources.ScimIntegration);
  new TerraformOutput(stack, "urls", { value: integrations.pluckProperty("integration_url") });
  const slots = TerraformIterator.fromResources(made.tokenRotation?.node.defaultChild as resources.ScimToken);
  const lifetimes = slots.forExpressionForMap("key", "val.lifetime");
  new TerraformOutput(stack, "lifetimes", { value: lifetimes, sensitive: true });
}

let folder: StackFolder;

describe("the defaults of an identity provider", () => {
  beforeAll(async () => {
    folder = new StackFolder().synthesize((stack) => {
      for (const [name, { identityProvider }] of Object.entries(PRESETS))
        new ScimIntegration(stack, name, {
          name,
          identityProvider: identityProvider(keys.url),
          token: false,
        });
      companies(stack);
    });
    await folder.init();
    await folder.apply();
  });

  test.each(Object.entries(PRESETS))("let a person sign in: %s", async (name, { pushes, claims }) => {
    const found = (await people.integrations()).find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no integration ${name}`);
    const person: Person = {
      id: `0e4b1c2d-${name.length}-${name}`,
      userName: `Ada.${name}@example.com`,
      givenName: "Ada",
      familyName: "Lovelace",
      displayName: `Ada of ${name}`,
      email: `ada+${name}@example.com`,
      locale: "en-US",
    };
    const vendor = pushes({ integrationUrl: found.integrationUrl, token: await people.mint(found) });
    await vendor.assignUser(person);
    const identityId = await people.identityOf(vendor.userId(person));
    const signer = (await people.signers()).find((one) => one.name === name);
    if (signer === undefined) throw new Error(`there is no signer ${name}`);
    const jwt = issuer.sign({ ...claimsFor(signer), ...claims(person) });
    expect(await people.check([jwt], identityId)).toMatchObject(SIGNED_IN);
  });
});

test("an iterator reaches integration, mapping, token, signer and policy", async () => {
  const { acme, globex } = (await folder.outputs()).lifetimes as Record<string, string>;
  expect([acme, globex]).toEqual(["90d", "180d"]);
  const urls = (await folder.outputs()).urls as string[];
  expect(new Set(urls).size).toBe(2);
});

test("terraform takes functions and ephemeral resources as the helpers write them", async () => {
  const other = new StackFolder().synthesize((stack) => {
    const { tokenRotation, integrationUrl } = new ScimIntegration(stack, "okta", { name: "Okta" });
    if (tokenRotation === undefined) throw new Error("the integration has a token");
    const { authToken } = new ScimTokenValue(stack, "value", { tokenRotation });
    stack.addOverride("locals.token", `${authToken}`);
    const forEach = TerraformIterator.fromMap({ acme: {}, globex: {} });
    const each = new ScimIntegration(stack, "company", { name: forEach.key, forEach });
    if (each.tokenRotation === undefined) throw new Error("the integration has a token");
    new ScimTokenValue(stack, "values", { tokenRotation: each.tokenRotation, forEach });
    new TerraformOutput(stack, "url", { value: NetfoundryFn.entraTenantUrl(integrationUrl) });
    new TerraformOutput(stack, "path", {
      value: NetfoundryFn.validateScimPath('emails[type eq "work"].value'),
    });
  });
  await other.init();
  const { stdout } = await other.succeed("validate", "-json");
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
});

describe("a policy in use", () => {
  const staff = (name: string) => (stack: TerraformStack) => {
    const authPolicy = new AuthPolicy(stack, name, { name, certAllowed: true });
    const integration = ScimIntegration.fromIntegrationName(stack, "elsewhere", "google_workspace");
    new MappingSettings(stack, "mapping", { integration, authPolicy, externalId: ExternalId.primaryEmail() });
  };
  let folder: StackFolder;

  beforeAll(async () => {
    folder = new StackFolder().synthesize(staff("before"));
    await folder.init();
    await folder.apply();
  });

  test("gives its place to another one: the mapping moves first, the old one goes last", async () => {
    folder.synthesize(staff("after"));
    await folder.apply();
    expect(folder.stored("netfoundry_auth_policy.before")).toBeUndefined();
    const { id } = folder.stored("netfoundry_auth_policy.after") ?? {};
    expect(folder.stored("netfoundry_scim_mapping.mapping")).toMatchObject({ auth_policy_id: id });
  });

  test("cannot be replaced under its name, and the message says to rename it first", async () => {
    const output = await folder.fail("apply", "-auto-approve", "-replace=netfoundry_auth_policy.after");
    expect(output.replace(/[\s│]+/g, " ")).toContain(
      "To replace it (-replace) while something uses it, rename it in the configuration first",
    );
  });

  test("is replaced under another name", async () => {
    const before = folder.stored("netfoundry_auth_policy.after")?.id;
    folder.synthesize((stack) => {
      staff("after")(stack);
      const policy = stack.node.findChild("after").node.defaultChild as unknown as { name: string };
      policy.name = "renamed";
    });
    await folder.apply(undefined, "-replace=netfoundry_auth_policy.after");
    expect(folder.stored("netfoundry_auth_policy.after")).toMatchObject({ name: "renamed" });
    expect(folder.stored("netfoundry_auth_policy.after")?.id).not.toBe(before);
  });
});
