/**
 * The real terraform applies policy, signer, integration and mapping; a push makes the person; a token signs
 * her in. Then one thing at a time is wrong, and the check names the step and the cause.
 */
import type { HintCode, SignInFailure, SignInStep } from "../../src/contract/gateway/jwt-check";
import { Issuer, Loopback } from "../server/signin/support/issuer";
import { signerBody } from "../server/support/network";
import { type Integration, People, SIGNED_IN } from "../support/signed-in";
import { Stage } from "../support/stage";

jest.setTimeout(180_000);

const ISSUER = "https://example.okta.com";
const EMAIL = "Ada@example.com";
const stage = new Stage();
const issuer = new Issuer("key-1");
let keys: Loopback;
let people: People;
let integration: Integration;
let scimToken: string;
let userId: string;
let identityId: string;
let signerId: string;
let policyId: string;

const configuration = () => `
resource "netfoundry_jwt_signer" "okta" {
  name            = "Okta"
  issuer          = "${ISSUER}"
  audience        = "netfoundry"
  jwks_endpoint   = "${keys.url}"
  claims_property = "email"
  use_external_id = true
}
resource "netfoundry_auth_policy" "staff" {
  name    = "Staff"
  primary = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] } }
}
resource "netfoundry_scim_integration" "okta" {
  name = "Okta people"
}
resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  auth_policy_id = netfoundry_auth_policy.staff.id
  external_id    = { source = "primary_email" }
}
`;

beforeAll(async () => {
  keys = await Loopback.start((_request, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
  await stage.open();
  people = new People(stage);
  const space = stage.space();
  await space.apply(configuration());
  signerId = String(space.stored("netfoundry_jwt_signer.okta")?.id);
  policyId = String(space.stored("netfoundry_auth_policy.staff")?.id);
  [integration] = (await people.integrations()) as [Integration];
  scimToken = await people.mint(integration);
  const emails = [{ value: EMAIL, primary: true }];
  userId = (await scim("POST", "/Users", { userName: EMAIL, displayName: "Ada", emails, active: true })).id;
  identityId = await people.identityOf(userId);
});
afterAll(async () => {
  await stage.close();
  await keys.stop();
});

async function scim(method: string, path: string, body: object): Promise<{ id: string }> {
  const answer = await fetch(`${integration.integrationUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${scimToken}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as { id: string };
}

/** The claims of a token that signs Ada in, with some of them changed. */
const claims = (changes: object = {}) => ({
  iss: ISSUER,
  aud: "netfoundry",
  email: EMAIL,
  exp: Math.floor(Date.now() / 1000) + 600,
  ...changes,
});

/** Pushes whether Ada is active. */
const pushActive = (value: boolean) =>
  scim("PATCH", `/Users/${userId}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", path: "active", value }],
  });

const editSigner = (change: object) =>
  stage.administrator.edge("PATCH", `/external-jwt-signers/${signerId}`, change);

const editPolicy = async (extJwt: object, secondary: object = {}) => {
  const path = `/auth-policies/${policyId}`;
  const { data } = await stage.administrator.edge<{ data: { primary: object; secondary: object } }>(
    "GET",
    path,
  );
  const primary = { ...data.primary, extJwt };
  await stage.administrator.edge("PATCH", path, { primary, secondary: { ...data.secondary, ...secondary } });
};
const allowOkta = () => editPolicy({ allowed: true, allowedSigners: [signerId] }, { requireTotp: false });

interface Case {
  readonly what: string;
  readonly step: SignInStep;
  readonly failure: SignInFailure;
  readonly hint: HintCode;
  /** What the hint says of this network. */
  readonly says: string;
  readonly token?: () => string;
  readonly change?: () => Promise<unknown>;
  readonly undo?: () => Promise<unknown>;
}

const CASES: readonly Case[] = [
  {
    what: "a slash at the end of the issuer",
    step: "issuer",
    failure: "UNKNOWN_ISSUER",
    hint: "ISSUER_TRAILING_SLASH",
    says: `the JWT signer "Okta" has the issuer "${ISSUER}"`,
    token: () => issuer.sign(claims({ iss: `${ISSUER}/` })),
  },
  {
    what: "a disabled signer",
    step: "signer-enabled",
    failure: "SIGNER_DISABLED",
    hint: "SIGNER_NAME",
    says: 'enable the JWT signer "Okta"',
    change: () => editSigner({ enabled: false }),
    undo: () => editSigner({ enabled: true }),
  },
  {
    what: "a key that the endpoint does not serve",
    step: "key",
    failure: "UNKNOWN_KID",
    hint: "KIDS_SERVED",
    says: 'has the keys "key-1"',
    token: () => issuer.sign(claims(), { kid: "key-2" }),
  },
  {
    what: "the signature of another key",
    step: "signature",
    failure: "BAD_SIGNATURE",
    hint: "KEY_DIFFERS",
    says: "another key made the signature",
    token: () => new Issuer("key-1").sign(claims()),
  },
  {
    what: "a token that expired an hour ago",
    step: "lifetime",
    failure: "EXPIRED",
    hint: "EXPIRED_SINCE",
    says: "the token expired 1 hour",
    token: () => issuer.sign(claims({ exp: Math.floor(Date.now() / 1000) - 3600 })),
  },
  {
    what: "the audience of another application",
    step: "audience",
    failure: "AUDIENCE_MISMATCH",
    hint: "AUDIENCE_OF_TOKEN",
    says: 'the token is for "another"; the JWT signer "Okta" expects "netfoundry"',
    token: () => issuer.sign(claims({ aud: "another" })),
  },
  {
    what: "the address in another claim",
    step: "claim",
    failure: "CLAIM_MISSING",
    hint: "CLAIM_WITH_EXTERNAL_ID",
    says: `the claim "/upn" holds the external ID of the identity "${EMAIL}"`,
    token: () => issuer.sign(claims({ email: undefined, upn: EMAIL })),
  },
  {
    what: "the address in lower case",
    step: "identity",
    failure: "IDENTITY_NOT_FOUND",
    hint: "EXTERNAL_ID_CASE",
    says: `the identity "${EMAIL}" has the external ID "${EMAIL}"`,
    token: () => issuer.sign(claims({ email: EMAIL.toLowerCase() })),
  },
  {
    what: "a person whom a push made inactive",
    step: "identity-enabled",
    failure: "IDENTITY_DISABLED",
    hint: "DISABLED_BY",
    says: `a push to the integration "Okta people" disabled the identity "${EMAIL}"`,
    change: () => pushActive(false),
    undo: () => pushActive(true),
  },
  {
    what: "a policy that forbids JWTs",
    step: "policy",
    failure: "POLICY_FORBIDS_EXT_JWT",
    hint: "POLICY_NAME",
    says: 'has the auth policy "Staff"',
    change: () => editPolicy({ allowed: false, allowedSigners: [signerId] }),
    undo: allowOkta,
  },
  {
    what: "a policy that lists another signer",
    step: "allowed-signers",
    failure: "SIGNER_NOT_ALLOWED",
    hint: "SIGNERS_ALLOWED",
    says: 'the auth policy "Staff" allows only "Entra"',
    change: async () => {
      const body = signerBody("Entra", { issuer: "https://entra.example", jwksEndpoint: keys.url });
      const { data } = await stage.administrator.edge<{ data: { id: string } }>(
        "POST",
        "/external-jwt-signers",
        body,
      );
      await editPolicy({ allowed: true, allowedSigners: [data.id] });
    },
    undo: allowOkta,
  },
  {
    what: "a policy that requires a one-time code",
    step: "totp",
    failure: "TOTP_REQUIRED",
    hint: "CODE_OF_APP",
    says: 'the auth policy "Staff" requires a one-time code',
    change: () => editPolicy({ allowed: true, allowedSigners: [signerId] }, { requireTotp: true }),
    undo: allowOkta,
  },
];

test("a person whom a push made signs in with a token of the signer that terraform applied", async () => {
  const answer = await people.check([issuer.sign(claims())], identityId);
  expect(answer).toMatchObject({ ...SIGNED_IN, hints: [], authPolicy: { id: policyId } });
});

test.each(CASES)("$what fails at the step $step, and the hint says the cause", async (given) => {
  const { step, failure, hint, says, token = () => issuer.sign(claims()), change, undo } = given;
  await change?.();
  try {
    const answer = await people.check([token()], identityId);
    expect(answer.steps.filter(({ outcome }) => outcome === "failed")).toMatchObject([{ step, failure }]);
    expect(answer.hints[0]).toMatchObject({ code: hint, message: expect.stringContaining(says) });
  } finally {
    await undo?.();
  }
  expect(await people.check([issuer.sign(claims())], identityId)).toMatchObject(SIGNED_IN);
});
