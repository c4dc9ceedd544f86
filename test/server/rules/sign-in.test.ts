import {
  type HintCode,
  type JwtCheck,
  jwtCheck,
  type SignInFailure,
} from "../../../src/contract/gateway/jwt-check";
import { edgeSession } from "../../../src/contract/gateway/network";
import { CERTIFICATE_ONE } from "../edge/support/certificates";
import { Issuer, Loopback } from "../signin/support/issuer";
import { Network, policyBody, signerBody } from "../support/network";
import { CLIENT_ID, read } from "../support/running-server";

let network: Network;
let issuer: Issuer;
let endpoint: Loopback;
let signerId: string;
let idSignerId: string;
let identityId: string;
const sent: string[] = [];

const NOW = Date.parse("2026-11-24T09:00:00.000Z") / 1000;
const ISS = "https://idp.example/main";
const ISS_BY_ID = "https://idp.example/by-id";
const claims = (changes: object = {}) => ({
  iss: ISS,
  aud: ["netfoundry", "another"],
  email: "Ada@example.com",
  exp: NOW + 60,
  ...changes,
});

beforeAll(async () => {
  network = await Network.start();
  issuer = new Issuer("k1");
  endpoint = await Loopback.start((_request, response) =>
    response.end(JSON.stringify({ keys: [issuer.jwk] })),
  );
  const signer = (name: string, more: object) =>
    network.create(
      "external-jwt-signers",
      signerBody(name, { jwksEndpoint: endpoint.url, claimsProperty: "email", useExternalId: true, ...more }),
    );
  signerId = await signer("main", { issuer: ISS });
  idSignerId = await signer("by id", { issuer: ISS_BY_ID, useExternalId: false });
  await signer("off", { issuer: "https://idp.example/off", enabled: false });
  await signer("down", {
    issuer: "https://idp.example/down",
    jwksEndpoint: `${endpoint.url.replace(/\d+$/, "9")}`,
  });
  await signer("namespaced", {
    issuer: "https://idp.example/ns",
    claimsProperty: "https://example.com/email",
  });
  await signer("nobody", { issuer: "https://idp.example/nobody", audience: null });
  await network.create("external-jwt-signers", {
    ...signerBody("certificate", {
      issuer: "https://idp.example/cert",
      certPem: CERTIFICATE_ONE.pem,
      kid: "c1",
    }),
    jwksEndpoint: undefined,
  });
  identityId = await network.createIdentity("Ada", { externalId: "Ada@example.com" });
});
afterAll(async () => {
  await network.stop();
  await endpoint.stop();
});

async function check(tokens: readonly string[], expectedIdentityId?: string): Promise<JwtCheck> {
  sent.push(...tokens);
  const path = `/core/v3/networks/${network.server.running.networkId}/jwt-checks`;
  return read(jwtCheck, await network.server.api("POST", path, { tokens, expectedIdentityId }));
}

/** An identity with its own auth policy, and a token that names it. */
async function somebody(policy: Parameters<typeof policyBody>[1]) {
  const authPolicyId = await network.create("auth-policies", policyBody(network.fresh("policy"), policy));
  const email = `${network.fresh("somebody")}@example.com`;
  const id = await network.createIdentity(email, { externalId: email, authPolicyId });
  return { id, email, token: issuer.sign(claims({ email })) };
}

function expectRefused(verdict: JwtCheck, failure: SignInFailure, error: string | null): void {
  expect(verdict).toMatchObject({ verdict: "refused", failure, controllerAnswer: { status: 401, error } });
  expect(verdict.steps.filter(({ outcome }) => outcome === "failed")).toMatchObject([{ failure }]);
}

test("rule 26: a policy without signers accepts the token of every enabled one", async () => {
  const { id, token } = await somebody({ extJwt: { allowedSigners: [] } });
  expect((await check([token], id)).verdict).toBe("accepted");
  const byId = issuer.sign(claims({ iss: ISS_BY_ID, email: id }));
  expect((await check([byId], id)).verdict).toBe("accepted");
});

test("rule 26: an edit of a policy affects the next sign-in, but no open session", async () => {
  const { server } = network;
  const exchange = `/core/v3/networks/${server.running.networkId}/exchange`;
  const { value } = read(edgeSession, await server.api("POST", exchange, { type: "session" }));
  const sessionStatus = async () => {
    const path = "/edge/management/v1/current-api-session";
    return (await server.send("GET", path, { headers: { "zt-session": value } })).status;
  };
  const settings = policyBody("Default", { updb: { allowed: true } });
  const forbidding = policyBody("Default", { extJwt: { allowed: false } });
  expect((await server.edge("PUT", "/auth-policies/default", settings)).status).toBe(200);
  const before = await network.identity(identityId);
  const token = issuer.sign(claims());
  expect((await check([token])).verdict).toBe("accepted");
  expect((await server.edge("PUT", "/auth-policies/default", forbidding)).status).toBe(200);
  try {
    expectRefused(await check([token]), "POLICY_FORBIDS_EXT_JWT", "missing");
    expect(await sessionStatus()).toBe(200);
    expect(await network.identity(identityId)).toEqual(before);
  } finally {
    await server.edge("PUT", "/auth-policies/default", settings);
  }
  expect((await check([token])).verdict).toBe("accepted");
});

test("rule 27: a valid token is accepted, every step passes, and no session is created", async () => {
  const verdict = await check([issuer.sign(claims())], identityId);
  expect(verdict).toMatchObject({
    verdict: "accepted",
    failure: null,
    signer: { id: signerId, name: "main" },
    identity: { id: identityId, name: "Ada" },
    authPolicy: { id: "default", name: "Default" },
    isExpectedIdentity: true,
    controllerAnswer: { status: 200, error: null, wwwAuthenticate: null, authQueries: [] },
    hints: [],
  });
  expect(new Set(verdict.steps.map(({ outcome }) => outcome))).toEqual(new Set(["passed"]));
  expect((await network.identity(identityId)).roleAttributes).toEqual([]);
});

const refusals: readonly [SignInFailure, string | null, string, () => string][] = [
  ["MALFORMED", "missing", "a text that is no JWT", () => "not.a-jwt"],
  [
    "UNKNOWN_ISSUER",
    "missing",
    "an issuer nobody registered",
    () => issuer.sign(claims({ iss: "https://x" })),
  ],
  [
    "UNKNOWN_ISSUER",
    "missing",
    "an issuer in other letters",
    () => issuer.sign(claims({ iss: ISS.toUpperCase() })),
  ],
  ["UNKNOWN_ISSUER", "missing", "no issuer", () => issuer.sign(claims({ iss: undefined }))],
  [
    "SIGNER_DISABLED",
    "missing",
    "a disabled signer",
    () => issuer.sign(claims({ iss: "https://idp.example/off" })),
  ],
  ["NO_KID", "invalid", "no kid", () => issuer.sign(claims(), { kid: undefined })],
  ["NO_KID", "invalid", "an empty kid", () => issuer.sign(claims(), { kid: "" })],
  [
    "JWKS_UNREACHABLE",
    "invalid",
    "no endpoint",
    () => issuer.sign(claims({ iss: "https://idp.example/down" })),
  ],
  ["UNKNOWN_KID", "invalid", "a key that is not there", () => issuer.sign(claims(), { kid: "k2" })],
  [
    "UNKNOWN_KID",
    "invalid",
    "another kid than the certificate's",
    () => issuer.sign(claims({ iss: "https://idp.example/cert" })),
  ],
  ["BAD_SIGNATURE", "invalid", "another key of the same id", () => new Issuer("k1").sign(claims())],
  [
    "BAD_SIGNATURE",
    "invalid",
    "a key that is not the certificate's",
    () => issuer.sign(claims({ iss: "https://idp.example/cert" }), { kid: "c1" }),
  ],
  ["BAD_SIGNATURE", "invalid", "an HMAC with the public key", () => issuer.forge(claims())],
  ["BAD_SIGNATURE", "invalid", "no algorithm", () => issuer.sign(claims(), { alg: "none" })],
  ["BAD_SIGNATURE", "invalid", "an algorithm of other keys", () => issuer.sign(claims(), { alg: "RS256" })],
  ["EXPIRED", "expired", "exp reached", () => issuer.sign(claims({ exp: NOW }))],
  ["NOT_YET_VALID", "invalid", "nbf to come", () => issuer.sign(claims({ nbf: NOW + 1 }))],
  ["AUDIENCE_MISMATCH", "invalid", "another audience", () => issuer.sign(claims({ aud: "another" }))],
  [
    "AUDIENCE_MISMATCH",
    "invalid",
    "a signer without audience",
    () => issuer.sign(claims({ iss: "https://idp.example/nobody" })),
  ],
  ["CLAIM_MISSING", "invalid", "no such claim", () => issuer.sign(claims({ email: undefined }))],
  ["CLAIM_NOT_STRING", "invalid", "a claim that is a number", () => issuer.sign(claims({ email: 7 }))],
  [
    "IDENTITY_NOT_FOUND",
    "missing",
    "nobody of that external ID",
    () => issuer.sign(claims({ email: "x@y" })),
  ],
];

test.each(refusals)(
  "rule 27: %s, which the controller calls %s: %s",
  async (failure, error, _what, token) => {
    expectRefused(await check([token()]), failure, error);
  },
);

test("rule 27: the steps end with the failed one, and the challenge lists the enabled signers", async () => {
  const { steps, controllerAnswer } = await check([issuer.sign(claims({ exp: NOW }))]);
  expect(steps.map(({ outcome }) => outcome).join(" ")).toMatch(/^(passed ){6}failed( not-reached){8}$/);
  const challenge = controllerAnswer.wwwAuthenticate ?? "";
  expect(challenge).toMatch(/^Bearer realm="openziti-primary-ext-jwt" error=expired id=/);
  expect(challenge).toContain(signerId);
  expect(challenge).toContain(ISS_BY_ID);
  expect(challenge).not.toContain("/off");
});

test("rule 27: a disabled identity and a forbidding policy are called missing", async () => {
  const disabled = await somebody({});
  await network.server.edge("POST", `/identities/${disabled.id}/disable`, { durationMinutes: 0 });
  expectRefused(await check([disabled.token]), "IDENTITY_DISABLED", "missing");
  const forbidden = await somebody({ extJwt: { allowed: false } });
  expectRefused(await check([forbidden.token]), "POLICY_FORBIDS_EXT_JWT", "missing");
  const elsewhere = await somebody({ extJwt: { allowedSigners: [idSignerId] } });
  expectRefused(await check([elsewhere.token]), "SIGNER_NOT_ALLOWED", "missing");
});

test("rule 27: the policy requires a second JWT for the same identity, and a code", async () => {
  const { id, token, email } = await somebody({
    secondary: { requireTotp: true, requireExtJwtSigner: idSignerId },
  });
  const first = await check([token]);
  expect(first).toMatchObject({ verdict: "partial", failure: "SECONDARY_JWT_REQUIRED" });
  expect(first.controllerAnswer).toMatchObject({ status: 200, authQueries: ["EXT-JWT", "TOTP"] });
  const another = issuer.sign(claims({ iss: ISS_BY_ID, email: identityId }));
  expect((await check([token, another])).failure).toBe("SECONDARY_JWT_REQUIRED");
  const own = issuer.sign(claims({ iss: ISS_BY_ID, email: id }));
  const both = await check([token, own]);
  expect(both).toMatchObject({ verdict: "partial", failure: "TOTP_REQUIRED", identity: { name: email } });
  expect(both.controllerAnswer.authQueries).toEqual(["TOTP"]);
});

test("rule 27: an accepted token of an unexpected identity says so", async () => {
  const other = await network.createIdentity(network.fresh("other"));
  const { isExpectedIdentity, hints } = await check([issuer.sign(claims())], other);
  expect(isExpectedIdentity).toBe(false);
  expect(hints).toMatchObject([{ code: "OTHER_IDENTITY", links: [{ id: identityId }, { id: other }] }]);
});

const hints: readonly [HintCode, () => string][] = [
  ["EXTERNAL_ID_CASE", () => issuer.sign(claims({ email: "ada@EXAMPLE.com" }))],
  ["USE_EXTERNAL_ID_OFF", () => issuer.sign(claims({ iss: ISS_BY_ID }))],
  ["ISSUER_TRAILING_SLASH", () => issuer.sign(claims({ iss: `${ISS}/` }))],
  [
    "CLAIM_NEEDS_ESCAPE",
    () => issuer.sign(claims({ iss: "https://idp.example/ns", "https://example.com/email": "ada" })),
  ],
];

test.each(hints)("rule 28: gives the hint %s when the network shows its cause", async (code, token) => {
  const { hints } = await check([token()]);
  expect(hints).toEqual([{ code, message: expect.any(String), links: expect.any(Array) }]);
});

const malformed: readonly [HintCode, string, () => string][] = [
  ["TOKEN_ENCRYPTED", "a JWE", () => "e30.a.b.c.d"],
  ["TOKEN_OPAQUE", "an opaque token", () => "00f3Xk-opaque"],
  ["TOKEN_EXTENSION", "b64: false", () => issuer.sign(claims(), { b64: false, crit: ["b64"] })],
  ["TOKEN_EXTENSION", "crit", () => issuer.sign(claims(), { crit: ["exp"] })],
];

test.each(malformed)("rule 28: %s for %s, which a controller does not read", async (code, _what, token) => {
  const { failure, hints } = await check([token()]);
  expect({ failure, codes: hints.map((one) => one.code) }).toEqual({ failure: "MALFORMED", codes: [code] });
});

const issuers: readonly [HintCode, string][] = [
  ["ISSUER_SCHEME", ISS.replace("https", "http")],
  ["ISSUER_CASE", ISS.replace("main", "Main")],
];

test.each(issuers)("rule 28: %s names the signer whose issuer is almost the token's", async (code, iss) => {
  const { hints } = await check([issuer.sign(claims({ iss }))]);
  expect(hints).toMatchObject([{ code, links: [{ kind: "jwt-signer", id: signerId }] }]);
});

test("rule 28: USE_EXTERNAL_ID_ON for a claim that is the id of an identity", async () => {
  const { hints } = await check([issuer.sign(claims({ email: identityId }))]);
  expect(hints[0]).toMatchObject({
    code: "USE_EXTERNAL_ID_ON",
    links: [{ id: signerId }, { id: identityId }],
  });
});

test("rule 28: EXTERNAL_ID_EXPECTED says the external ID of the expected identity", async () => {
  const { hints } = await check([issuer.sign(claims({ email: "eve@example.com" }))], identityId);
  expect(hints).toMatchObject([{ code: "EXTERNAL_ID_EXPECTED", links: [{ id: identityId }] }]);
  expect(hints[0]?.message).toContain('"Ada@example.com"');
});

test("rule 28: SECOND_SIGNER names the signer, and SECOND_TOKEN why a token does not serve", async () => {
  const { token } = await somebody({ secondary: { requireExtJwtSigner: idSignerId } });
  const expired = issuer.sign(claims({ iss: ISS_BY_ID, exp: NOW }));
  const { hints } = await check([token, expired]);
  expect(hints.map(({ code }) => code)).toEqual(["SECOND_SIGNER", "SECOND_TOKEN"]);
  expect(hints[0]?.message).toContain(`"by id", whose issuer is "${ISS_BY_ID}"`);
  expect(hints[1]?.message).toContain("token 2 does not serve: exp says");
});

test("rule 28: says which API account disabled the identity, and until when", async () => {
  const { id, token } = await somebody({ extJwt: { allowed: true } });
  await network.server.edge("POST", `/identities/${id}/disable`, { durationMinutes: 60 });
  const [hint] = (await check([token])).hints;
  expect(hint?.code).toBe("DISABLED_BY");
  expect(hint?.message).toContain(`the API account "${CLIENT_ID}" disabled the identity`);
  expect(hint?.message).toContain("until 2026-11-24T10:00:00.000Z");
  expect(hint?.links).toMatchObject([{ kind: "identity", id }]);
});

test("rule 28: says which API account deleted the integration, which disabled its identities", async () => {
  const to = await network.connect({ externalIdField: "USER_NAME" });
  const email = network.fresh("leaving");
  await network.addUser(to, email);
  await network.server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=disable`);
  const [hint] = (await check([issuer.sign(claims({ email }))])).hints;
  expect(hint?.code).toBe("DISABLED_BY");
  expect(hint?.message).toContain(`the API account "${CLIENT_ID}", when it deleted the integration`);
});

const alike: readonly [HintCode, string, string][] = [
  ["EXTERNAL_ID_UNICODE", "José@example.com", "Jose\u0301@example.com"],
  ["EXTERNAL_ID_CASE", "MÜLLER@example.com", "müller@example.com"],
  ["EXTERNAL_ID_SPACES", "grace@example.com", " grace@example.com "],
];

test.each(alike)(
  "rule 28: %s names the identity whose external ID is almost the claim",
  async (code, has, email) => {
    const id = await network.createIdentity(has, { externalId: has });
    const { hints } = await check([issuer.sign(claims({ email }))]);
    expect(hints).toMatchObject([{ code, links: [{ kind: "identity", id, name: has }] }]);
    expect(hints[0]?.message).toContain(JSON.stringify(has));
  },
);

test("rule 28: names another claim that holds the external ID of an identity", async () => {
  const other = { email: undefined, profile: { "work/mail": "Ada@example.com" } };
  const [hint] = (await check([issuer.sign(claims(other))])).hints;
  expect(hint?.code).toBe("CLAIM_WITH_EXTERNAL_ID");
  expect(hint?.message).toContain(
    'the claim "/profile/work~1mail" holds the external ID of the identity "Ada"',
  );
  expect(hint?.links).toMatchObject([
    { kind: "jwt-signer", id: signerId },
    { kind: "identity", id: identityId },
  ]);
});

test("rule 28: every failure has a hint", async () => {
  for (const [failure, , , token] of refusals)
    expect({ failure, hints: (await check([token()])).hints.length }).not.toEqual({ failure, hints: 0 });
});

test("claims stand for a valid token, and what only a token shows is not checked", async () => {
  const path = `/core/v3/networks/${network.server.running.networkId}/jwt-checks`;
  const ask = async (given: object) =>
    read(jwtCheck, await network.server.api("POST", path, { claims: given, expectedIdentityId: identityId }));
  const { verdict, isExpectedIdentity, steps } = await ask({
    iss: ISS,
    aud: "netfoundry",
    email: "Ada@example.com",
  });
  expect({ verdict, isExpectedIdentity }).toEqual({ verdict: "accepted", isExpectedIdentity: true });
  expect(steps.filter(({ outcome }) => outcome === "not-checked").map(({ step }) => step)).toEqual([
    "format",
    "key-id",
    "key",
    "signature",
    "lifetime",
  ]);
  expect((await ask(claims({ exp: NOW - 1 }))).failure).toBe("EXPIRED");
  expect((await ask({})).failure).toBe("UNKNOWN_ISSUER");
});

test("an expected identity that does not exist is refused with the name of the field", async () => {
  const path = `/core/v3/networks/${network.server.running.networkId}/jwt-checks`;
  const body = { tokens: [issuer.sign(claims())], expectedIdentityId: "nobody" };
  const answer = await network.server.api("POST", path, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain("expectedIdentityId");
});

test("rule 27: the log holds no token, and an invalid body is refused", async () => {
  const path = `/core/v3/networks/${network.server.running.networkId}/jwt-checks`;
  for (const body of [
    {},
    { tokens: ["a"], claims: {} },
    { claims: { iss: "a".repeat(17_000) } },
    { tokens: [] },
    { tokens: ["a", "b", "c", "d"] },
    { tokens: ["a".repeat(17_000)] },
  ]) {
    expect((await network.server.api("POST", path, body)).status).toBe(400);
  }
  const log = network.server.log.join("");
  expect(sent.length).toBeGreaterThan(20);
  for (const token of sent) expect(log).not.toContain(token);
});
