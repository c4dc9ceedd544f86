import { TerraformIterator, type TerraformStack, TerraformVariable } from "cdktf";
import {
  AuthPolicy,
  ExternalId,
  IdentityProvider,
  ScimIntegration,
  type ScimIntegrationProps,
  TargetToken,
} from "../../constructs";
import { SIGN_IN_MATCHES } from "../../constructs/identity-provider/sign-in-match";
import { entraTenantUrl } from "../../src/provider/functions/entra-tenant-url";
import { emptyStack, resources, synthesize, theOnly } from "./synthesis";

const TENANT = "5f0c8f4e-0a7e-4f57-9d0e-1b6c8a1f2d3e";
const ISSUER = "https://example.okta.com/oauth2/default";

let printed: jest.SpyInstance;
beforeEach(() => {
  printed = jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => printed.mockRestore());

function people(identityProvider: IdentityProvider, props: Partial<ScimIntegrationProps> = {}) {
  return (stack: TerraformStack) =>
    new ScimIntegration(stack, "it", { name: "People", identityProvider, ...props });
}

/** The annotations of an integration. */
function notesOf(identityProvider: IdentityProvider, props?: Partial<ScimIntegrationProps>): string[] {
  return people(
    identityProvider,
    props,
  )(emptyStack())
    .node.metadata.filter(({ type }) => type.startsWith("@cdktf/"))
    .map(({ type, data }) => `${type.replace("@cdktf/", "")}: ${data}`);
}

describe("the signer of an identity provider", () => {
  test.each<[string, IdentityProvider, object, object]>([
    [
      "takes the sub of Okta's access tokens for the userName",
      IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry" }),
      { claims_property: "sub", target_token: "ACCESS", jwks_endpoint: `${ISSUER}/v1/keys` },
      { source: "user_name" },
    ],
    [
      "takes the sub of Okta's ID tokens for the externalId",
      IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry", targetToken: TargetToken.ID }),
      { claims_property: "sub", target_token: "ID" },
      { source: "custom", path: "externalId" },
    ],
    [
      "asks an Okta organisation for ID tokens, because only Okta can check its access tokens",
      IdentityProvider.okta({ issuer: "https://example.okta.com", audience: "netfoundry" }),
      { target_token: "ID", jwks_endpoint: "https://example.okta.com/oauth2/v1/keys" },
      { source: "custom", path: "externalId" },
    ],
    [
      "takes the oid of Entra ID for the externalId",
      IdentityProvider.entraId({ tenantId: TENANT, audience: "netfoundry" }),
      {
        claims_property: "oid",
        issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
        jwks_endpoint: `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
      },
      { source: "custom", path: "externalId" },
    ],
    [
      "follows another cloud of Microsoft",
      IdentityProvider.entraId({
        issuer: `https://login.microsoftonline.us/${TENANT}/v2.0`,
        audience: "netfoundry",
      }),
      { jwks_endpoint: `https://login.microsoftonline.us/${TENANT}/discovery/v2.0/keys` },
      { source: "custom", path: "externalId" },
    ],
    [
      "takes the email of Google's ID tokens for the primary address, and has clients ask for it",
      IdentityProvider.googleWorkspace({ audience: "netfoundry" }),
      {
        claims_property: "email",
        target_token: "ID",
        scopes: ["openid", "email"],
        issuer: "https://accounts.google.com",
        jwks_endpoint: "https://www.googleapis.com/oauth2/v3/certs",
      },
      { source: "primary_email" },
    ],
    [
      "takes the email of JumpCloud's ID tokens for the primary address",
      IdentityProvider.jumpCloud({ issuer: "https://oauth.id.jumpcloud.com/", audience: "netfoundry" }),
      { claims_property: "email", jwks_endpoint: "https://oauth.id.jumpcloud.com/.well-known/jwks.json" },
      { source: "primary_email" },
    ],
    [
      "takes another claim for another external ID",
      IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry" }).signedInBy(
        "email",
        ExternalId.primaryEmail(),
      ),
      { claims_property: "email", scopes: ["openid", "email"] },
      { source: "primary_email" },
    ],
    [
      "tells clients where to sign in, when it knows their client id",
      IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry", clientId: "0oa1" }),
      { client_id: "0oa1", external_auth_url: ISSUER },
      { source: "user_name" },
    ],
  ])("%s", (_what, identityProvider, signer, externalId) => {
    const json = synthesize(people(identityProvider));
    expect(theOnly(json, "netfoundry_jwt_signer")).toMatchObject({
      name: "People",
      audience: "netfoundry",
      use_external_id: true,
      ...signer,
    });
    expect(theOnly(json, "netfoundry_scim_mapping")).toMatchObject({ external_id: externalId });
    expect(theOnly(json, "netfoundry_auth_policy")).toMatchObject({ name: "People sign-in" });
  });

  test("is accepted by the policy that is given, or the synthesis fails", () => {
    const provider = IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry" });
    const build = (fill: (policy: AuthPolicy, integration: ScimIntegration) => void) =>
      synthesize((stack) => {
        const authPolicy = new AuthPolicy(stack, "policy", { name: "Staff", certAllowed: true });
        fill(authPolicy, people(provider, { authPolicy })(stack));
      });
    expect(() => build(() => {})).toThrow(
      "[stack/it] authPolicy must accept the signer of identityProvider, got stack/policy, which does not; " +
        "call its addAllowedSigner with the jwtSigner of the integration, or leave authPolicy out",
    );
    const json = build((policy, { jwtSigner }) => jwtSigner && policy.addAllowedSigner(jwtSigner));
    expect(Object.keys(resources(json).netfoundry_auth_policy ?? {})).toEqual(["policy"]);
  });
});

describe("an identity provider without the facts of its tenant", () => {
  test.each<[IdentityProvider, string]>([
    [IdentityProvider.okta(), "without issuer and audience of Okta; give issuer and audience to"],
    [IdentityProvider.okta({ issuer: ISSUER }), "without audience of Okta; give audience to"],
    [IdentityProvider.entraId({ audience: "a" }), "without tenantId of Entra ID; give tenantId to"],
    [IdentityProvider.entraId(JSON.parse('{"issuer": null}')), "without tenantId and audience of Entra ID"],
    [IdentityProvider.googleWorkspace(), "without audience of Google Workspace; give audience to"],
    [IdentityProvider.jumpCloud(), "without issuer and audience of JumpCloud; give"],
  ])("makes mapping and token only, and warns that nobody can sign in yet", (identityProvider, facts) => {
    const made = Object.keys(resources(synthesize(people(identityProvider))));
    expect(made).toEqual(["netfoundry_scim_integration", "netfoundry_scim_mapping", "netfoundry_scim_token"]);
    expect(notesOf(identityProvider)).toContainEqual(
      expect.stringContaining(`warn: nobody can sign in yet: no JWT signer is made ${facts}`),
    );
  });

  test("prints the warning once, unless the framework's command prints it", () => {
    synthesize(people(IdentityProvider.okta()));
    expect(printed.mock.calls).toEqual([[expect.stringMatching(/^warning: \[stack\/it\] nobody can .*\n$/)]]);
    process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = "true";
    try {
      synthesize(people(IdentityProvider.okta()));
    } finally {
      delete process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS;
    }
    expect(printed).toHaveBeenCalledTimes(1);
  });

  test("does not warn when a policy is given, whose signers may accept the tokens", () => {
    synthesize((stack) => {
      const authPolicy = AuthPolicy.fromNetworkDefault(stack, "policy");
      return people(IdentityProvider.okta(), { authPolicy })(stack);
    });
    expect(printed).not.toHaveBeenCalled();
  });
});

describe("the synthesis says", () => {
  const entra = IdentityProvider.entraId({ tenantId: TENANT, audience: "netfoundry" });

  test("that Entra ID must push objectId as externalId, until the app says that it does", () => {
    expect(notesOf(entra)).toEqual([expect.stringMatching(/^warn: nobody can .* externalId from objectId/)]);
    expect(notesOf(entra.signedInBy("oid", ExternalId.custom("externalId")))).toEqual([]);
  });

  test("it too where signers of one's own accept the tokens of Entra ID", () => {
    const authPolicy = AuthPolicy.fromNetworkDefault(emptyStack(), "policy");
    expect(notesOf(IdentityProvider.entraId(), { authPolicy })).toEqual([
      expect.stringMatching(/^warn: nobody can .* externalId from objectId/),
    ]);
  });

  test("that preferred_username can change", () => {
    expect(notesOf(entra.signedInBy("preferred_username", ExternalId.userName()))).toEqual([
      expect.stringMatching(/^warn: people are matched by preferred_username, which can change/),
    ]);
  });

  test("that Google pushes to apps of its catalogue only", () => {
    expect(notesOf(IdentityProvider.googleWorkspace({ audience: "a" }))).toEqual([
      "info: Google Workspace pushes users to apps of its catalogue only; it offers no custom SCIM target",
    ]);
  });

  test("that the signer comes into the network of the provider, where the integration names one", () => {
    const identityProvider = IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry" });
    expect(notesOf(identityProvider)).toEqual([]);
    expect(notesOf(identityProvider, { networkId: TENANT })).toEqual([
      expect.stringMatching(/^info: the JWT signer and the auth policy come into the network of the/),
    ]);
  });

  test("that only Okta can check access tokens of an organisation", () => {
    const options = { issuer: "https://example.okta.com", audience: "a", targetToken: TargetToken.ACCESS };
    expect(notesOf(IdentityProvider.okta(options))).toEqual([
      expect.stringMatching(/^warn: only Okta can check the access tokens of an organisation/),
    ]);
  });
});

describe("the address for the identity provider", () => {
  const url = "https://scim.example.com/v2/6a1d9f5e";

  test("of Entra ID is what the provider's function gives", () => {
    expect(IdentityProvider.entraId().tenantUrl(url)).toBe(
      entraTenantUrl.call({ integration_url: url }, {} as never),
    );
  });

  test("of the others is the integration URL", () => {
    expect(IdentityProvider.okta().tenantUrl(url)).toBe(url);
  });
});

describe("fails with an error that names the option", () => {
  test.each<[string, IdentityProvider, string]>([
    [
      "a domain in place of the tenant id",
      IdentityProvider.entraId({ tenantId: "contoso.onmicrosoft.com" }),
      'identityProvider.tenantId must be a UUID, got "contoso.onmicrosoft.com"; give the directory ' +
        "(tenant) " +
        "ID of the overview page, which the tokens name as their issuer",
    ],
    [
      "an issuer without a scheme",
      IdentityProvider.okta({ issuer: "example.okta.com" }),
      'identityProvider.issuer must be an absolute http or https URL, got "example.okta.com"; write it in ' +
        "full, as in https://example.okta.com/oauth2/v1/keys",
    ],
    [
      "a sign-in by nothing",
      IdentityProvider.okta().signedInBy("sub", ExternalId.none()),
      "the external ID of identityProvider.signedInBy must have a value, got ExternalId.none(); give what " +
        "of the SCIM user equals the claim sub",
    ],
  ])("%s", (_what, identityProvider, problem) => {
    expect(() => people(identityProvider)(emptyStack())).toThrow(`stack/it: ${problem}`);
  });

  test("one issuer for every element of an iterator, together with the other mistakes", () => {
    const forEach = TerraformIterator.fromMap({ acme: {}, globex: {} });
    const identityProvider = IdentityProvider.googleWorkspace({ audience: "netfoundry" });
    const build = () => people(identityProvider, { name: forEach.key, forEach, networkId: "" })(emptyStack());
    expect(build).toThrow("stack/it: 2 problems");
    expect(build).toThrow(
      'the issuer of identityProvider must be unique in the network, got "https://accounts.google.com" for ' +
        "every element of forEach; take it from the iterator, or share one JwtSigner and one AuthPolicy: " +
        "give the authPolicy, and leave issuer and audience out",
    );
  });

  test("an issuer that another integration has, together with the other mistakes", () => {
    const stack = emptyStack();
    const identityProvider = IdentityProvider.okta({ issuer: ISSUER, audience: "netfoundry" });
    const first = new ScimIntegration(stack, "first", { name: "Staff", identityProvider });
    const second = (id: string, props: Partial<ScimIntegrationProps>) =>
      new ScimIntegration(stack, id, { name: "Partners", identityProvider, ...props });
    expect(() => second("second", { networkId: "" })).toThrow("stack/second: 2 problems");
    expect(() => second("third", {})).toThrow(
      `stack/third: the issuer of identityProvider must be unique in the network, got "${ISSUER}", which ` +
        "stack/first/signer has too; share one JwtSigner and one AuthPolicy: give the authPolicy, and " +
        "leave issuer and audience out",
    );
    const { authPolicy } = first;
    expect(() => second("fourth", { identityProvider: IdentityProvider.okta(), authPolicy })).not.toThrow();
  });

  test("a name that the signer of an integration of another network has", () => {
    const stack = emptyStack();
    const build = (id: string, networkId: string) =>
      new ScimIntegration(stack, id, {
        name: "Okta",
        networkId,
        identityProvider: IdentityProvider.okta({ issuer: `https://${id}.okta.com`, audience: "netfoundry" }),
      });
    build("first", "n1");
    expect(() => build("second", "n2")).toThrow(
      "stack/second: name, which the signer of identityProvider gets too, must be unique in the " +
        "network, got " +
        '"Okta", which stack/first/signer has too; give the integration another name',
    );
  });

  test.each([
    ["Entra ID", IdentityProvider.entraId],
    ["JumpCloud", IdentityProvider.jumpCloud],
  ])("an issuer of %s that only Terraform knows, without the address of its keys", (_vendor, preset) => {
    const build = (jwksEndpoint?: string, audience?: string) => () => {
      const stack = emptyStack();
      const issuer = new TerraformVariable(stack, "issuer", { type: "string" }).stringValue;
      return people(preset({ issuer, audience, jwksEndpoint }))(stack);
    };
    expect(build(undefined, "netfoundry")).toThrow(
      "stack/it: identityProvider.jwksEndpoint is missing; only Terraform knows identityProvider.issuer, " +
        "so give the address where that issuer publishes its keys",
    );
    expect(build("https://example.com/keys", "netfoundry")).not.toThrow();
    expect(build()).not.toThrow();
  });

  test("but not a tenant of Entra ID that only Terraform knows: its keys are where its version has them", () => {
    const json = synthesize((stack) => {
      const tenant = new TerraformVariable(stack, "tenant", { type: "string" }).stringValue;
      const issuer = `https://login.microsoftonline.us/${tenant}/v2.0`;
      people(IdentityProvider.entraId({ issuer, audience: "netfoundry" }))(stack);
    });
    expect(theOnly(json, "netfoundry_jwt_signer")).toMatchObject({
      jwks_endpoint: `https://login.microsoftonline.us/\${var.tenant}/discovery/v2.0/keys`,
    });
  });

  test("an external ID beside the one of the identity provider", () => {
    const props = { externalId: ExternalId.userName() };
    expect(() => people(IdentityProvider.okta(), props)(emptyStack())).toThrow(
      "stack/it: externalId must be left out with identityProvider, which sets it; to match by something " +
        'else, use identityProvider.signedInBy("sub", externalId)',
    );
  });
});

test("each identity provider matches by this claim and this external ID", () => {
  const text = (match: { claim: string; externalId: ExternalId }) =>
    `${match.claim} = ${match.externalId.path ?? match.externalId.source}`;
  expect(Object.entries(SIGN_IN_MATCHES).map(([name, match]) => `${name}: ${text(match)}`)).toEqual([
    "oktaAccessToken: sub = user_name",
    "oktaIdToken: sub = externalId",
    "entraId: oid = externalId",
    "googleWorkspace: email = primary_email",
    "jumpCloud: email = primary_email",
  ]);
});
