import { type App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import * as constructs from "../../constructs";
import { CERTIFICATE, PUBLIC_KEY } from "../support/certificates";
import { everything } from "./everything";
import { resources, synthesize, theOnly } from "./synthesis";

const {
  AuthPolicy,
  ExternalId,
  JwtSigner,
  MappingSettings,
  NetfoundryProvider,
  ScimIntegration,
  TokenRotation,
} = constructs;

// Names of resources and their attributes are a public contract: a changed one replaces what users have.
describe("what each construct becomes", () => {
  test("a ScimIntegration with only a name makes integration, mapping and token, without defaults", () => {
    const json = synthesize((stack) => new ScimIntegration(stack, "okta", { name: "Okta" }));
    const integration_id = ref("netfoundry_scim_integration.okta.id");
    expect(resources(json)).toEqual({
      netfoundry_scim_integration: { okta: { name: "Okta" } },
      netfoundry_scim_mapping: { okta_mapping_AE24D037: { integration_id } },
      netfoundry_scim_token: { okta_token_206291EC: { integration_id } },
    });
  });

  test("an AuthPolicy with a signer allows its tokens and nothing else", () => {
    const json = synthesize((stack) => {
      const signer = new JwtSigner(stack, "signer", minimalSigner);
      new AuthPolicy(stack, "policy", { name: "Staff", extJwtAllowedSigners: [signer] });
    });
    expect(resources(json).netfoundry_auth_policy).toEqual({
      policy: {
        lifecycle,
        name: "Staff",
        primary: { ext_jwt: { allowed: true, allowed_signer_ids: [ref("netfoundry_jwt_signer.signer.id")] } },
      },
    });
  });

  test("a JwtSigner with its required props holds nothing else", () => {
    const json = synthesize((stack) => new JwtSigner(stack, "signer", minimalSigner));
    expect(resources(json).netfoundry_jwt_signer).toEqual({
      signer: {
        lifecycle,
        name: "Okta",
        issuer: "https://example.okta.com",
        audience: "netfoundry",
        jwks_endpoint: "https://example.okta.com/oauth2/v1/keys",
      },
    });
  });

  test("every attribute and every import by id ends where it belongs", () => {
    const signer = ref("netfoundry_jwt_signer.entra_signer.id");
    const tags = { costCenter: "42" };
    expect(resources(synthesize(everything))).toEqual({
      netfoundry_jwt_signer: {
        entra_signer: {
          lifecycle,
          name: "Entra ID",
          issuer: "https://login.microsoftonline.com/contoso/v2.0",
          audience: "api://netfoundry",
          enabled: false,
          jwks_endpoint: "https://login.microsoftonline.com/contoso/discovery/v2.0/keys",
          claims_property: "email",
          use_external_id: true,
          client_id: "0b1c2d3e",
          scopes: ["openid", "email"],
          target_token: "ID",
          external_auth_url: "https://login.microsoftonline.com/contoso",
          tags,
        },
        pinned_signer: {
          lifecycle,
          name: "Pinned",
          issuer: "pinned",
          audience: "netfoundry",
          cert_pem: CERTIFICATE,
          kid: "key-1",
        },
      },
      netfoundry_auth_policy: {
        policy: {
          lifecycle,
          name: "Staff",
          primary: {
            cert: { allowed: true, allow_expired: true },
            ext_jwt: { allowed: true, allowed_signer_ids: [signer, "Jq3wXvT1u"] },
            updb: {
              allowed: true,
              min_password_length: 12,
              require_special_char: true,
              require_number_char: true,
              require_mixed_case: true,
              max_attempts: 5,
              lockout_duration_minutes: 15,
            },
          },
          secondary: { require_totp: true, jwt_signer_id: ref("netfoundry_jwt_signer.pinned_signer.id") },
          tags,
        },
      },
      netfoundry_scim_integration: {
        entra: {
          name: "Entra ID",
          network_id: "5f0c8f4e-0a7e-4f57-9d0e-1b6c8a1f2d3e",
          identities_on_destroy: "disable",
          adopt_identities: "external_id",
          depends_on: ["netfoundry_auth_policy.policy"],
        },
      },
      netfoundry_scim_mapping: {
        entra_mapping_15F33757: {
          integration_id: ref("netfoundry_scim_integration.entra.id"),
          identity_name: "formatted_name",
          identity_name_conflict: "user_name",
          auth_policy_id: ref("netfoundry_auth_policy.policy.id"),
          external_id: { source: "custom", path: 'emails[type eq "work"].value' },
        },
        mapping: {
          integration_id: "6a1d9f5e",
          identity_name: "nick_name",
          auth_policy_id: "default",
          external_id: { source: "user_name" },
          reset_on_destroy: true,
        },
      },
      netfoundry_scim_token: {
        entra_token_CB8E3F31: {
          integration_id: ref("netfoundry_scim_integration.entra.id"),
          description: "pasted into Entra ID",
          lifetime: "180d",
          rotate_before: "30d",
          overlap: "4h",
          expected_use_within: "3h",
          rotation_triggers: { quarter: "2027Q1" },
          on_external_rotation: "adopt",
          storage: "sealed",
          sealing_public_key: PUBLIC_KEY,
          revoke_on_destroy: false,
        },
        token: { integration_id: "6a1d9f5e", lifetime: "8760h" },
      },
    });
  });

  test("the provider is the one of the registry, in the minor version the bindings were made for", () => {
    const { terraform, provider } = JSON.parse(synthesize(() => {}));
    expect(terraform.required_providers).toEqual({
      netfoundry: { source: "netfoundry/netfoundry", version: "~> 0.1.0" },
    });
    expect(provider).toEqual({ netfoundry: [{}] });
  });

  test("the entry exports this and nothing else", () => {
    expect(Object.keys(constructs).sort()).toEqual([
      "AdoptIdentities",
      "AuthPolicy",
      "ConstructError",
      "Duration",
      "ExternalId",
      "IdentitiesOnDestroy",
      "IdentityName",
      "IdentityNameConflict",
      "IdentityProvider",
      "JwtSigner",
      "MappingSettings",
      "NetfoundryFn",
      "NetfoundryProvider",
      "OnExternalRotation",
      "RotationSchedule",
      "ScimIntegration",
      "ScimTokenValue",
      "Secret",
      "SignInCheck",
      "TargetToken",
      "TokenRotation",
      "TokenStorage",
    ]);
  });
});

describe("an integration and the policy that it gives to people", () => {
  test("depends on it, so that Terraform destroys the integration first", () => {
    const json = synthesize((stack) => {
      const authPolicy = new AuthPolicy(stack, "policy", { name: "Staff", certAllowed: true });
      new ScimIntegration(stack, "okta", { name: "Okta", authPolicy });
    });
    expect(theOnly(json, "netfoundry_scim_integration")).toEqual({
      name: "Okta",
      depends_on: ["netfoundry_auth_policy.policy"],
    });
  });

  test("does not when the policy is imported or made in another stack", () => {
    const json = synthesize((stack) => {
      const other = new TerraformStack(stack.node.root as App, "other");
      new NetfoundryProvider(other, "netfoundry");
      new LocalBackend(other, {});
      const made = new AuthPolicy(other, "policy", { name: "Staff", certAllowed: true });
      const imported = AuthPolicy.fromNetworkDefault(stack, "default_policy");
      new ScimIntegration(stack, "okta", { name: "Okta", authPolicy: made });
      new ScimIntegration(stack, "entra", { name: "Entra ID", authPolicy: imported });
    });
    expect(resources(json).netfoundry_scim_integration).toEqual({
      okta: { name: "Okta" },
      entra: { name: "Entra ID" },
    });
  });
});

describe("an auth token", () => {
  test("is a reference in a sensitive output, and inside a text", () => {
    const json = synthesize((stack) => {
      const { authToken } = new ScimIntegration(stack, "okta", { name: "Okta" });
      output(stack, "plain", authToken);
      output(stack, "inside", `Bearer ${authToken}`);
    });
    const [name] = Object.keys(resources(json).netfoundry_scim_token ?? {});
    const token = `netfoundry_scim_token.${name}.token`;
    expect(JSON.parse(json).output).toEqual({
      plain: { value: ref(token), sensitive: true },
      inside: { value: `Bearer ${ref(token)}`, sensitive: true },
    });
  });

  test("tells nothing of itself when it is logged as JSON", () => {
    synthesize((stack) => {
      const { authToken } = new ScimIntegration(stack, "okta", { name: "Okta" });
      expect(JSON.stringify({ authToken })).toBe('{"authToken":"<auth token>"}');
    });
  });

  test("is not made with token: false, and can be added later", () => {
    const json = synthesize((stack) => {
      const integration = new ScimIntegration(stack, "okta", { name: "Okta", token: false });
      expect(integration.tokenRotation).toBeUndefined();
      new TokenRotation(stack, "slot", { integration, lifetime: "90d" });
    });
    expect(resources(json).netfoundry_scim_token).toEqual({
      slot: { integration_id: ref("netfoundry_scim_integration.okta.id"), lifetime: "90d" },
    });
  });
});

describe("props that only Terraform knows are taken as they are", () => {
  test("in texts, durations, URLs and paths", () => {
    const json = synthesize((stack) => {
      const unknown = new ScimIntegration(stack, "source", { name: "Source", token: false }).integrationUrl;
      new JwtSigner(stack, "signer", { ...minimalSigner, issuer: unknown, jwksEndpoint: unknown });
      const integration = ScimIntegration.fromIntegrationId(stack, "imported", unknown);
      new TokenRotation(stack, "slot", { integration, lifetime: unknown, rotateBefore: unknown });
      new MappingSettings(stack, "settings", { integration, externalId: ExternalId.custom(unknown) });
    });
    const url = ref("netfoundry_scim_integration.source.integration_url");
    expect(theOnly(json, "netfoundry_jwt_signer")).toMatchObject({ issuer: url, jwks_endpoint: url });
    expect(theOnly(json, "netfoundry_scim_token")).toEqual({
      integration_id: url,
      lifetime: url,
      rotate_before: url,
    });
    expect(resources(json).netfoundry_scim_mapping?.settings).toEqual({
      integration_id: url,
      external_id: { source: "custom", path: url },
    });
  });
});

test("what Terraform learns can be referred to", () => {
  const json = synthesize((stack) => {
    const signer = new JwtSigner(stack, "signer", minimalSigner);
    const policy = new AuthPolicy(stack, "policy", { name: "Staff", certAllowed: true });
    const integration = new ScimIntegration(stack, "okta", { name: "Okta", token: false });
    const slot = new TokenRotation(stack, "slot", { integration });
    const { jwtSignerId, jwtSignerName } = signer;
    const { authPolicyId, authPolicyName } = policy;
    const { integrationId, integrationUrl, integrationName } = integration;
    const { authToken, tokenSealed, tokenId, tokenGeneration, tokenFingerprint, tokenExpiresAt } = slot;
    const { previousTokenId, previousTokenExpiresAt } = slot;
    output(stack, "signer_attributes", [jwtSignerId, jwtSignerName]);
    output(stack, "policy_attributes", [authPolicyId, authPolicyName]);
    output(stack, "integration_attributes", [integrationId, integrationUrl, integrationName]);
    output(stack, "token_attributes", [
      authToken,
      tokenSealed,
      tokenId,
      tokenGeneration,
      tokenFingerprint,
      tokenExpiresAt,
      previousTokenId,
      previousTokenExpiresAt,
    ]);
  });
  const outputs: Record<string, { value: string[] }> = JSON.parse(json).output;
  expect(Object.values(outputs).flatMap(({ value }) => value)).toEqual(
    [
      "netfoundry_scim_integration.okta.id",
      "netfoundry_scim_integration.okta.integration_url",
      "netfoundry_scim_integration.okta.name",
      "netfoundry_auth_policy.policy.id",
      "netfoundry_auth_policy.policy.name",
      "netfoundry_jwt_signer.signer.id",
      "netfoundry_jwt_signer.signer.name",
      "netfoundry_scim_token.slot.token",
      "netfoundry_scim_token.slot.token_sealed",
      "netfoundry_scim_token.slot.token_id",
      "netfoundry_scim_token.slot.generation",
      "netfoundry_scim_token.slot.fingerprint",
      "netfoundry_scim_token.slot.expires_at",
      "netfoundry_scim_token.slot.previous_token_id",
      "netfoundry_scim_token.slot.previous_expires_at",
    ].map(ref),
  );
});

test("every resource of a construct goes to the provider it was given", () => {
  const json = synthesize((stack) => {
    const provider = new constructs.NetfoundryProvider(stack, "sandbox", { alias: "sandbox" });
    const signer = new JwtSigner(stack, "signer", { ...minimalSigner, provider });
    const authPolicy = new AuthPolicy(stack, "policy", {
      name: "Staff",
      extJwtAllowedSigners: [signer],
      provider,
    });
    const externalId = ExternalId.userName();
    new ScimIntegration(stack, "okta", { name: "Okta", externalId, authPolicy, provider });
  });
  const all = Object.values(resources(json)).flatMap((named) => Object.values(named));
  expect(all.map(({ provider }) => provider)).toEqual(Array(5).fill("netfoundry.sandbox"));
});

test("a second synthesis gives the same bytes", () => {
  expect(synthesize(everything)).toBe(synthesize(everything));
});

test("the tree of a ScimIntegration has the children that users may look up", () => {
  synthesize((stack) => {
    const { node } = new ScimIntegration(stack, "okta", { name: "Okta" });
    expect(node.children.map((child) => child.node.id)).toEqual(["Default", "mapping", "token"]);
    expect(node.defaultChild).toBeDefined();
  });
});

/** Another object can so take the place of one in use: see the upgrading guide. */
const lifecycle = { create_before_destroy: true };

const minimalSigner = {
  name: "Okta",
  issuer: "https://example.okta.com",
  audience: "netfoundry",
  jwksEndpoint: "https://example.okta.com/oauth2/v1/keys",
};

function ref(address: string): string {
  return `\${${address}}`;
}

function output(stack: TerraformStack, id: string, value: unknown): void {
  new TerraformOutput(stack, id, { value, sensitive: true });
}
