import type { TerraformStack } from "cdktf";
import {
  AuthPolicy,
  ConstructError,
  ExternalId,
  type IdentityName,
  JwtSigner,
  MappingSettings,
  ScimIntegration,
  TokenRotation,
} from "../../constructs";
import type { AuthPolicyProps } from "../../constructs/sign-in/auth-policy-props";
import { CERTIFICATE, PRIVATE_KEY } from "../support/certificates";
import { refusal } from "./refusal";
import { emptyStack, resources, synthesize } from "./synthesis";

const okta = {
  name: "Okta",
  issuer: "https://example.okta.com",
  audience: "netfoundry",
  jwksEndpoint: "https://example.okta.com/oauth2/v1/keys",
};

/** What JavaScript, or data read from a file, brings although the types forbid it. */
function untyped<T>(value: unknown): T {
  return value as T;
}

describe("fails with an error that names construct, prop, value, allowed values and fix", () => {
  const integration = (props: object) => (stack: TerraformStack) =>
    new ScimIntegration(stack, "it", { name: "Okta", ...props });
  const signer = (props: object) => (stack: TerraformStack) =>
    new JwtSigner(stack, "it", { ...okta, ...props });
  const policy = (props: Partial<AuthPolicyProps>) => (stack: TerraformStack) =>
    new AuthPolicy(stack, "it", { name: "Staff", certAllowed: true, ...props });

  test.each<[string, (stack: TerraformStack) => unknown, string]>([
    [
      "a blank name",
      integration({ name: " " }),
      'name must be a text that is not blank, got " "; give the name that the console is to show',
    ],
    [
      "no name",
      integration({ name: undefined }),
      "name is missing; give the name that the console is to show",
    ],
    [
      "a blank network",
      integration({ networkId: "" }),
      'networkId must be a text that is not blank, got ""; give the ID of a network, or leave it out ' +
        "for the provider's",
    ],
    [
      "an identity name that is none",
      integration({ identityName: "email" }),
      "identityName must be one of IdentityName.USER_NAME, IdentityName.DISPLAY_NAME, " +
        'IdentityName.FORMATTED_NAME, IdentityName.NICK_NAME, got "email"',
    ],
    [
      "an unknown fate of the identities",
      integration({ identitiesOnDestroy: "remove" }),
      "identitiesOnDestroy must be one of IdentitiesOnDestroy.KEEP, IdentitiesOnDestroy.DISABLE, " +
        'IdentitiesOnDestroy.DELETE, got "remove"',
    ],
    [
      "an external ID that is no path",
      integration({ externalId: ExternalId.custom("emails[") }),
      'externalId must be the SCIM path of a single text of the user, got "emails["; write it as in ' +
        'ExternalId.custom("externalId") or ExternalId.custom(\'emails[type eq "work"].value\')',
    ],
    [
      "a lifetime without a unit",
      integration({ token: { lifetime: "90" } }),
      'token.lifetime must be a duration, whole numbers with the units w, d, h, m or s, got "90"; ' +
        "write it as in 90d or 1h30m",
    ],
    [
      "a rotation as long before the end as the default life",
      integration({ token: { rotateBefore: "365d" } }),
      'token.rotateBefore must be shorter than token.lifetime (8760h), got "365d"; a token would be ' +
        "due for rotation as soon as it is minted",
    ],
    [
      "a rotation before the end of a token that never ends",
      integration({ token: { lifetime: "never", rotateBefore: "30d" } }),
      'token.rotateBefore must be left out with token.lifetime "never", got "30d"; a token without an ' +
        "end is never due; rotationTriggers rotate it",
    ],
    [
      "an overlap longer than what is left at the rotation",
      integration({ token: { rotateBefore: "1d", overlap: "25h" } }),
      'token.overlap must not be longer than token.rotateBefore (1d), got "25h"; no overlap makes a ' +
        "token live longer",
    ],
    [
      "an overlap longer than a token lives",
      integration({ token: { overlap: "53w" } }),
      'token.overlap must not be longer than token.lifetime (8760h), got "53w"; no overlap makes a ' +
        "token live longer",
    ],
    [
      "a use expected after the token was rotated",
      integration({ token: { lifetime: "10d", rotateBefore: "9d", expectedUseWithin: "1d" } }),
      "token.expectedUseWithin must be shorter than token.lifetime without token.rotateBefore (10d without " +
        '9d), got "1d"; a token is rotated before that',
    ],
    [
      "a use expected after the token ended",
      integration({ token: { expectedUseWithin: "365d" } }),
      'token.expectedUseWithin must be shorter than token.lifetime (8760h), got "365d"; a token ends ' +
        "before " +
        "that",
    ],
    [
      "an unknown answer to a foreign token",
      integration({ token: { onExternalRotation: "fight" } }),
      "token.onExternalRotation must be one of OnExternalRotation.WARN, OnExternalRotation.ROTATE, " +
        'OnExternalRotation.ADOPT, got "fight"',
    ],
    [
      "an unknown place for the token",
      integration({ token: { storage: "file" } }),
      'token.storage must be one of TokenStorage.STATE, TokenStorage.SEALED, TokenStorage.NONE, got "file"',
    ],
    [
      "a sealed token without a key",
      integration({ token: { storage: "sealed" } }),
      "token.sealingPublicKey is missing; with TokenStorage.SEALED give the public key in PEM " +
        "that the token is sealed for",
    ],
    [
      "a private key to seal with, which is not quoted",
      integration({ token: { storage: "sealed", sealingPublicKey: PRIVATE_KEY } }),
      "token.sealingPublicKey must be a public key, got a private key; keep that to yourself and " +
        "give the public key that belongs to it",
    ],
    [
      "a key to seal with that is none",
      integration({ token: { sealingPublicKey: "key" } }),
      "token.sealingPublicKey must be a public key in PEM, got a text without one; it starts " +
        "with -----BEGIN PUBLIC KEY-----",
    ],
    [
      "a description that is too long",
      integration({ token: { description: "x".repeat(201) } }),
      "token.description must have at most 200 characters, got 201; shorten it",
    ],
    [
      "a signer without keys",
      signer({ jwksEndpoint: undefined }),
      "exactly one of jwksEndpoint and certPem is needed, got neither; give jwksEndpoint if the " +
        "identity provider publishes its keys, otherwise certPem",
    ],
    [
      "a signer with both kinds of keys",
      signer({ certPem: CERTIFICATE }),
      "exactly one of jwksEndpoint and certPem is needed, got both; give jwksEndpoint if the " +
        "identity provider publishes its keys, otherwise certPem",
    ],
    [
      "a JWKS endpoint without a scheme",
      signer({ jwksEndpoint: "example.okta.com/keys" }),
      'jwksEndpoint must be an absolute http or https URL, got "example.okta.com/keys"; write it in ' +
        "full, as in https://example.okta.com/oauth2/v1/keys",
    ],
    [
      "a text that is no certificate",
      signer({ jwksEndpoint: undefined, certPem: "MIIB" }),
      "certPem must be one certificate in PEM, got a text without one; it starts with -----BEGIN " +
        "CERTIFICATE-----",
    ],
    [
      "a blank scope",
      signer({ scopes: ["openid", ""] }),
      'scopes[1] must be a text that is not blank, got ""; give scopes such as openid, or take it out',
    ],
    [
      "a password length that the controller would raise",
      policy({ updbMinPasswordLength: 4 }),
      "updbMinPasswordLength must be a whole number of at least 5, got 4; give 5 or more, or leave it out",
    ],
    [
      "half an attempt",
      policy({ updbMaxAttempts: 0.5 }),
      "updbMaxAttempts must be a whole number of at least 0, got 0.5; give 0 or more, or leave it out",
    ],
    [
      "a blank imported id",
      (stack) => ScimIntegration.fromIntegrationId(stack, "it", ""),
      'integrationId must be a text that is not blank, got ""; give the ID that the console shows ' +
        "for the integration",
    ],
    [
      "a blank imported policy",
      (stack) => AuthPolicy.fromAuthPolicyId(stack, "it", " "),
      'authPolicyId must be a text that is not blank, got " "; give the ID of the policy',
    ],
    [
      "a blank imported signer",
      (stack) => JwtSigner.fromJwtSignerId(stack, "it", " "),
      'jwtSignerId must be a text that is not blank, got " "; give the ID of the signer',
    ],
  ])("%s", (_what, build, problem) => {
    const { message, path, problems } = refusal(build);
    expect(message).toBe(`stack/it: ${problem}`);
    expect(path).toBe("stack/it");
    expect(problems).toEqual([problem]);
  });

  test("every problem of a construct and of what it makes at once", () => {
    const { message } = refusal((stack) => {
      new ScimIntegration(stack, "it", {
        name: "",
        identityName: untyped<IdentityName>("email"),
        token: { lifetime: "soon", rotateBefore: "30" },
      });
    });
    expect(message.split("\n").map((line) => line.replace(/ must.*/, ""))).toEqual([
      "stack/it: 4 problems",
      "  - name",
      "  - identityName",
      "  - token.lifetime",
      "  - token.rotateBefore",
    ]);
  });

  test("every kind of prop of a signer", () => {
    const { problems } = refusal(
      signer({
        jwksEndpoint: "ftp://example.okta.com/keys",
        kid: "",
        claimsProperty: " ",
        clientId: "",
        targetToken: "REFRESH",
        externalAuthUrl: "https://example.okta.com/login ",
      }),
    );
    expect(problems.map((problem) => problem.replace(/;.*/, ""))).toEqual([
      'jwksEndpoint must be an absolute http or https URL, got "ftp://example.okta.com/keys"',
      'kid must be a text that is not blank, got ""',
      'claimsProperty must be a text that is not blank, got " "',
      'clientId must be a text that is not blank, got ""',
      'targetToken must be one of TargetToken.ACCESS, TargetToken.ID, got "REFRESH"',
      'externalAuthUrl must be an absolute http or https URL, got "https://example.okta.com/login "',
    ]);
  });

  test("null where JavaScript brings it, as if the prop were missing", () => {
    const { problems } = refusal(integration({ name: null, networkId: null, token: { lifetime: null } }));
    expect(problems).toEqual(["name is missing; give the name that the console is to show"]);
  });

  test("but not the value at the very bound", () => {
    expect(() => policy({ updbMinPasswordLength: 5, updbMaxAttempts: 0 })(emptyStack())).not.toThrow();
    expect(() => integration({ token: { description: "é".repeat(200) } })(emptyStack())).not.toThrow();
  });

  test("a private key in place of a certificate, without repeating it", () => {
    const { message } = refusal(signer({ jwksEndpoint: undefined, certPem: PRIVATE_KEY }));
    expect(message).toBe(
      "stack/it: certPem must be a certificate, got a private key; keep that to yourself and give " +
        "the certificate that belongs to it",
    );
  });

  test("a signer in a policy that refuses tokens, at once and when it is added", () => {
    const build = (stack: TerraformStack) => {
      const added = new JwtSigner(stack, "signer", okta);
      return { stack, added };
    };
    expect(
      refusal((empty) => {
        const { stack, added } = build(empty);
        new AuthPolicy(stack, "it", {
          name: "Staff",
          extJwtAllowed: false,
          extJwtAllowedSigners: [added],
        });
      }).message,
    ).toBe(
      "stack/it: extJwtAllowed must not be false when extJwtAllowedSigners names signers, got both; " +
        "take one of them out",
    );
    expect(
      refusal((empty) => {
        const { stack, added } = build(empty);
        new AuthPolicy(stack, "it", { name: "Staff", extJwtAllowed: false }).addAllowedSigner(added);
      }).message,
    ).toBe(
      "stack/it: extJwtAllowed is false, so no signer can be allowed, got stack/signer; leave " +
        "extJwtAllowed out",
    );
  });

  test("the auth token of an integration that was made without one", () => {
    expect(
      refusal((stack) => new ScimIntegration(stack, "it", { name: "Okta", token: false }).authToken).message,
    ).toBe(
      "stack/it: there is no auth token, because token is false; leave token out, or use the " +
        "authToken of the TokenRotation that you added",
    );
  });
});

describe("fails where two constructs would fight over one integration", () => {
  test("a second token slot", () => {
    const { message } = refusal((stack) => {
      const integration = new ScimIntegration(stack, "okta", { name: "Okta" });
      new TokenRotation(stack, "second", { integration });
    });
    expect(message).toBe(
      "stack/second: integration already has an auth token, at stack/okta/token; a second one would " +
        "end the first at once, so use that one, or give its ScimIntegration token: false",
    );
  });

  test("second mapping settings", () => {
    const { message } = refusal((stack) => {
      const integration = ScimIntegration.fromIntegrationId(stack, "okta", "6a1d9f5e");
      new MappingSettings(stack, "first", { integration });
      new MappingSettings(stack, "second", { integration });
    });
    expect(message).toContain("stack/second: integration already has mapping settings, at stack/first; ");
  });

  test("but not after a first one that was refused", () => {
    const stack = emptyStack();
    const integration = ScimIntegration.fromIntegrationId(stack, "okta", "6a1d9f5e");
    expect(() => new TokenRotation(stack, "first", { integration, lifetime: "long" })).toThrow(
      ConstructError,
    );
    expect(() => new TokenRotation(stack, "second", { integration })).not.toThrow();
  });
});

describe("an auth policy", () => {
  const policy = (props: Partial<AuthPolicyProps>, then: (made: AuthPolicy) => void = () => {}) =>
    synthesize((stack) => then(new AuthPolicy(stack, "policy", { name: "Staff", ...props })));

  test.each<[string, Partial<AuthPolicyProps>]>([
    ["nothing is allowed", {}],
    ["only some ways are refused", { certAllowed: false, extJwtAllowed: false }],
    ["only the details are given", { updbMinPasswordLength: 12 }],
  ])("fails at synthesis when %s", (_what, props) => {
    expect(() => policy(props)).toThrow(
      "[stack/policy] nobody could sign in with this policy; set certAllowed, extJwtAllowed or " +
        "updbAllowed to true, " +
        "name extJwtAllowedSigners, or set all three to false if that is meant",
    );
  });

  test("may refuse everybody on purpose", () => {
    const json = policy({ certAllowed: false, extJwtAllowed: false, updbAllowed: false });
    expect(resources(json).netfoundry_auth_policy?.policy).toMatchObject({
      name: "Staff",
      primary: { cert: { allowed: false }, ext_jwt: { allowed: false }, updb: { allowed: false } },
    });
  });

  test("says of every way that it names whether it is allowed", () => {
    const json = policy({ extJwtAllowed: true, certAllowExpired: true, updbMinPasswordLength: 12 });
    expect(resources(json).netfoundry_auth_policy?.policy).toMatchObject({
      primary: {
        cert: { allowed: false, allow_expired: true },
        ext_jwt: { allowed: true },
        updb: { allowed: false, min_password_length: 12 },
      },
    });
  });

  test("is open as soon as a signer is added, which counts once", () => {
    const json = policy({}, (made) => {
      const signer = new JwtSigner(made.node.scope as TerraformStack, "signer", okta);
      made.addAllowedSigner(signer);
      made.addAllowedSigner(signer);
    });
    expect(resources(json).netfoundry_auth_policy?.policy?.primary).toEqual({
      ext_jwt: { allowed: true, allowed_signer_ids: [`\${netfoundry_jwt_signer.signer.id}`] },
    });
  });
});
