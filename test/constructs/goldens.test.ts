/** The JSON of each public construct is a contract: what changes here changes what users have. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformIterator, TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import {
  AuthPolicy,
  Duration,
  ExternalId,
  IdentityProvider,
  JwtSigner,
  MappingSettings,
  NetfoundryFn,
  NetfoundryProvider,
  RotationSchedule,
  ScimIntegration,
  ScimTokenValue,
  Secret,
  SignInCheck,
  TokenRotation,
  TokenStorage,
} from "../../constructs";
import { PUBLIC_KEY } from "../support/certificates";
import { brokenAddresses, type Golden, withoutNotes } from "./addresses";
import { synthesize } from "./synthesis";

const FOLDER = join(__dirname, "goldens");
const AUDIENCE = "netfoundry";
const TENANT = "5f0c8f4e-0a7e-4f57-9d0e-1b6c8a1f2d3e";

const signer = {
  name: "Okta",
  issuer: "https://example.okta.com/oauth2/default",
  audience: AUDIENCE,
  jwksEndpoint: "https://example.okta.com/oauth2/default/v1/keys",
};

function preset(identityProvider: IdentityProvider) {
  return (stack: TerraformStack) => {
    const integration = new ScimIntegration(stack, "people", { name: "People", identityProvider });
    new TerraformOutput(stack, "tenant_url", { value: integration.tenantUrl });
  };
}

const oid = ExternalId.custom("externalId");

const CASES: Readonly<Record<string, (stack: TerraformStack) => unknown>> = {
  "scim-integration": (stack) => new ScimIntegration(stack, "okta", { name: "Okta" }),
  "scim-integration-okta": preset(IdentityProvider.okta({ issuer: signer.issuer, audience: AUDIENCE })),
  "scim-integration-entra-id": preset(
    IdentityProvider.entraId({ tenantId: TENANT, audience: AUDIENCE }).signedInBy("oid", oid),
  ),
  "scim-integration-google-workspace": preset(IdentityProvider.googleWorkspace({ audience: AUDIENCE })),
  "scim-integration-jump-cloud": preset(
    IdentityProvider.jumpCloud({ issuer: "https://oauth.id.jumpcloud.com/", audience: AUDIENCE }),
  ),
  "scim-integration-for-each": (stack) => {
    const companies = TerraformIterator.fromMap({
      acme: { issuer: "https://acme.okta.com/oauth2/default", within: "30d" },
      globex: { issuer: "https://globex.okta.com/oauth2/default", within: "60d" },
    });
    new ScimIntegration(stack, "company", {
      name: companies.key,
      identityProvider: IdentityProvider.okta({ issuer: companies.getString("issuer"), audience: AUDIENCE }),
      token: { rotateBefore: companies.getString("within") },
      forEach: companies,
    });
  },
  "mapping-settings": (stack) => {
    const integration = ScimIntegration.fromIntegrationName(stack, "elsewhere", "Okta", {
      networkId: TENANT,
    });
    new MappingSettings(stack, "mapping", { integration, externalId: ExternalId.userName() });
  },
  "token-rotation": (stack) => {
    const integration = ScimIntegration.fromIntegrationId(stack, "elsewhere", "6a1d9f5e");
    const rotation = RotationSchedule.every(Duration.days(90));
    new TokenRotation(stack, "slot", { integration, rotation });
  },
  "auth-policy": (stack) => {
    const allowed = JwtSigner.fromJwtSignerName(stack, "elsewhere", "Okta");
    const authPolicy = new AuthPolicy(stack, "policy", { name: "Staff", extJwtAllowedSigners: [allowed] });
    new ScimIntegration(stack, "okta", { name: "Okta", externalId: ExternalId.userName(), authPolicy });
  },
  "auth-policy-by-name": (stack) => {
    const authPolicy = AuthPolicy.fromAuthPolicyName(stack, "elsewhere", "Staff");
    new ScimIntegration(stack, "okta", { name: "Okta", authPolicy });
  },
  "jwt-signer": (stack) => new JwtSigner(stack, "signer", { ...signer, createBeforeDestroy: false }),
  "scim-token-value": (stack) => {
    const key = new TerraformVariable(stack, "sealing_key", { type: "string", sensitive: true });
    const { tokenRotation } = new ScimIntegration(stack, "okta", {
      name: "Okta",
      token: { storage: TokenStorage.SEALED, sealingPublicKey: PUBLIC_KEY },
    });
    if (tokenRotation === undefined) throw new Error("the integration has a token");
    const value = new ScimTokenValue(stack, "value", { tokenRotation, privateKey: Secret.fromVariable(key) });
    stack.addOverride("locals.token", `${value.authToken}`);
  },
  "sign-in-check": (stack) => {
    const token = new TerraformVariable(stack, "id_token", { type: "string", sensitive: true });
    token.addOverride("ephemeral", true);
    const check = new SignInCheck(stack, "ada", { tokens: [Secret.fromVariable(token)] });
    stack.addOverride("check.ada.assert", {
      condition: check.accepted,
      error_message: "Ada cannot sign in. The warning beside this one says why.",
    });
  },
  "netfoundry-provider": (stack) => {
    const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
    new NetfoundryProvider(stack, "sandbox", {
      alias: "sandbox",
      environment: "sandbox",
      clientId: "account",
      clientSecret: Secret.fromVariable(secret),
      managedBy: "https://github.com/acme/identity",
    });
    new NetfoundryProvider(stack, "controller", {
      alias: "controller",
      zitiControllerUrl: "https://controller.example.com:1280",
      zitiUsername: "admin",
      zitiPassword: Secret.fromVariable(secret),
    });
  },
  "netfoundry-fn": (stack) => {
    const { integrationUrl } = new ScimIntegration(stack, "entra", { name: "Entra ID" });
    new TerraformOutput(stack, "url", { value: NetfoundryFn.entraTenantUrl(integrationUrl) });
    new TerraformOutput(stack, "path", { value: NetfoundryFn.validateScimPath("externalId") });
    new TerraformOutput(stack, "pem", { value: NetfoundryFn.normalizePem(PUBLIC_KEY) });
  },
};

describe("a construct keeps the JSON that users have; to change it on purpose, set UPDATE_GOLDENS=1", () => {
  test.each(Object.entries(CASES))("%s", (name, fill) => {
    const { resource, data, ephemeral, output, provider, locals } = JSON.parse(synthesize(fill));
    const now = withoutNotes({ resource, data, ephemeral, output, provider, locals }) as Golden;
    const file = join(FOLDER, `${name}.json`);
    const text = `${JSON.stringify(now, null, 2)}\n`;
    if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
    const golden: Golden = JSON.parse(readFileSync(file, "utf8"));
    expect(brokenAddresses(golden, now)).toBeNull();
    expect(JSON.parse(text)).toEqual(golden);
  });

  test("a changed construct id fails with what it does to users", () => {
    const before = { resource: { netfoundry_scim_token: { okta_token_206291EC: {} } } };
    const after = { resource: { netfoundry_scim_token: { okta_secret_AE24D037: {} } } };
    expect(brokenAddresses(before, after)).toContain(
      "these addresses have gone: netfoundry_scim_token.okta_token_206291EC " +
        "(new: netfoundry_scim_token.okta_secret_AE24D037). Whoever upgrades destroys those objects",
    );
  });
});
