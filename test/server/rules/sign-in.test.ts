import { type JwtCheck, jwtCheck, type SignInFailure } from "../../../src/contract/gateway/jwt-check";
import { edgeSession } from "../../../src/contract/gateway/network";
import { Issuer } from "../signin/support/issuer";
import { policyBody } from "../support/network";
import { read } from "../support/running-server";
import { claims, ISS, ISS_BY_ID, NOW, SignInWorld } from "./support/sign-in-world";

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.start();
});
afterAll(() => world.stop());

function expectRefused(verdict: JwtCheck, failure: SignInFailure, error: string | null): void {
  expect(verdict).toMatchObject({ verdict: "refused", failure, controllerAnswer: { status: 401, error } });
  expect(verdict.steps.filter(({ outcome }) => outcome === "failed")).toMatchObject([{ failure }]);
}

test("rule 26: a policy without signers accepts the token of every enabled one", async () => {
  const { id, token } = await world.somebody({ extJwt: { allowedSigners: [] } });
  expect((await world.check([token], id)).verdict).toBe("accepted");
  const byId = world.issuer.sign(claims({ iss: ISS_BY_ID, email: id }));
  expect((await world.check([byId], id)).verdict).toBe("accepted");
});

test("rule 26: an edit of a policy affects the next sign-in, but no open session", async () => {
  const { server } = world.network;
  const exchange = `/core/v3/networks/${server.running.networkId}/exchange`;
  const { value } = read(edgeSession, await server.api("POST", exchange, { type: "session" }));
  const sessionStatus = async () => {
    const path = "/edge/management/v1/current-api-session";
    return (await server.send("GET", path, { headers: { "zt-session": value } })).status;
  };
  const settings = policyBody("Default", { updb: { allowed: true } });
  const forbidding = policyBody("Default", { extJwt: { allowed: false } });
  expect((await server.edge("PUT", "/auth-policies/default", settings)).status).toBe(200);
  const before = await world.network.identity(world.identityId);
  const token = world.issuer.sign(claims());
  expect((await world.check([token])).verdict).toBe("accepted");
  expect((await server.edge("PUT", "/auth-policies/default", forbidding)).status).toBe(200);
  try {
    expectRefused(await world.check([token]), "POLICY_FORBIDS_EXT_JWT", "missing");
    expect(await sessionStatus()).toBe(200);
    expect(await world.network.identity(world.identityId)).toEqual(before);
  } finally {
    await server.edge("PUT", "/auth-policies/default", settings);
  }
  expect((await world.check([token])).verdict).toBe("accepted");
});

test("rule 27: a valid token is accepted, every step passes, and no session is created", async () => {
  const verdict = await world.check([world.issuer.sign(claims())], world.identityId);
  expect(verdict).toMatchObject({
    verdict: "accepted",
    failure: null,
    signer: { id: world.signerId, name: "main" },
    identity: { id: world.identityId, name: "Ada" },
    authPolicy: { id: "default", name: "Default" },
    isExpectedIdentity: true,
    controllerAnswer: { status: 200, error: null, wwwAuthenticate: null, authQueries: [] },
    hints: [],
  });
  expect(new Set(verdict.steps.map(({ outcome }) => outcome))).toEqual(new Set(["passed"]));
  expect((await world.network.identity(world.identityId)).roleAttributes).toEqual([]);
});

const refusals: readonly [SignInFailure, string | null, string, () => string][] = [
  ["MALFORMED", "missing", "a text that is no JWT", () => "not.a-jwt"],
  [
    "UNKNOWN_ISSUER",
    "missing",
    "an issuer nobody registered",
    () => world.issuer.sign(claims({ iss: "https://x" })),
  ],
  [
    "UNKNOWN_ISSUER",
    "missing",
    "an issuer in other letters",
    () => world.issuer.sign(claims({ iss: ISS.toUpperCase() })),
  ],
  ["UNKNOWN_ISSUER", "missing", "no issuer", () => world.issuer.sign(claims({ iss: undefined }))],
  [
    "SIGNER_DISABLED",
    "missing",
    "a disabled signer",
    () => world.issuer.sign(claims({ iss: "https://idp.example/off" })),
  ],
  ["NO_KID", "invalid", "no kid", () => world.issuer.sign(claims(), { kid: undefined })],
  ["NO_KID", "invalid", "an empty kid", () => world.issuer.sign(claims(), { kid: "" })],
  [
    "JWKS_UNREACHABLE",
    "invalid",
    "no endpoint",
    () => world.issuer.sign(claims({ iss: "https://idp.example/down" })),
  ],
  ["UNKNOWN_KID", "invalid", "a key that is not there", () => world.issuer.sign(claims(), { kid: "k2" })],
  [
    "UNKNOWN_KID",
    "invalid",
    "another kid than the certificate's",
    () => world.issuer.sign(claims({ iss: "https://idp.example/cert" })),
  ],
  ["BAD_SIGNATURE", "invalid", "another key of the same id", () => new Issuer("k1").sign(claims())],
  [
    "BAD_SIGNATURE",
    "invalid",
    "a key that is not the certificate's",
    () => world.issuer.sign(claims({ iss: "https://idp.example/cert" }), { kid: "c1" }),
  ],
  ["BAD_SIGNATURE", "invalid", "an HMAC with the public key", () => world.issuer.forge(claims())],
  ["BAD_SIGNATURE", "invalid", "no algorithm", () => world.issuer.sign(claims(), { alg: "none" })],
  [
    "BAD_SIGNATURE",
    "invalid",
    "an algorithm of other keys",
    () => world.issuer.sign(claims(), { alg: "RS256" }),
  ],
  ["EXPIRED", "expired", "exp reached", () => world.issuer.sign(claims({ exp: NOW }))],
  ["NOT_YET_VALID", "invalid", "nbf to come", () => world.issuer.sign(claims({ nbf: NOW + 1 }))],
  ["AUDIENCE_MISMATCH", "invalid", "another audience", () => world.issuer.sign(claims({ aud: "another" }))],
  [
    "AUDIENCE_MISMATCH",
    "invalid",
    "a signer without audience",
    () => world.issuer.sign(claims({ iss: "https://idp.example/nobody" })),
  ],
  ["CLAIM_MISSING", "invalid", "no such claim", () => world.issuer.sign(claims({ email: undefined }))],
  ["CLAIM_NOT_STRING", "invalid", "a claim that is a number", () => world.issuer.sign(claims({ email: 7 }))],
  [
    "IDENTITY_NOT_FOUND",
    "missing",
    "nobody of that external ID",
    () => world.issuer.sign(claims({ email: "x@y" })),
  ],
];

test.each(refusals)(
  "rule 27: %s, which the controller calls %s: %s",
  async (failure, error, _what, token) => {
    expectRefused(await world.check([token()]), failure, error);
  },
);

test("rule 27: the steps end with the failed one, and the challenge lists the enabled signers", async () => {
  const { steps, controllerAnswer } = await world.check([world.issuer.sign(claims({ exp: NOW }))]);
  expect(steps.map(({ outcome }) => outcome).join(" ")).toMatch(/^(passed ){6}failed( not-reached){8}$/);
  const challenge = controllerAnswer.wwwAuthenticate ?? "";
  expect(challenge).toMatch(/^Bearer realm="openziti-primary-ext-jwt" error=expired id=/);
  expect(challenge).toContain(world.signerId);
  expect(challenge).toContain(ISS_BY_ID);
  expect(challenge).not.toContain("/off");
});

test("rule 27: a disabled identity and a forbidding policy are called missing", async () => {
  const disabled = await world.somebody({});
  await world.network.server.edge("POST", `/identities/${disabled.id}/disable`, { durationMinutes: 0 });
  expectRefused(await world.check([disabled.token]), "IDENTITY_DISABLED", "missing");
  const forbidden = await world.somebody({ extJwt: { allowed: false } });
  expectRefused(await world.check([forbidden.token]), "POLICY_FORBIDS_EXT_JWT", "missing");
  const elsewhere = await world.somebody({ extJwt: { allowedSigners: [world.idSignerId] } });
  expectRefused(await world.check([elsewhere.token]), "SIGNER_NOT_ALLOWED", "missing");
});

test("rule 27: the policy requires a second JWT for the same identity, and a code", async () => {
  const { id, token, email } = await world.somebody({
    secondary: { requireTotp: true, requireExtJwtSigner: world.idSignerId },
  });
  const first = await world.check([token]);
  expect(first).toMatchObject({ verdict: "partial", failure: "SECONDARY_JWT_REQUIRED" });
  expect(first.controllerAnswer).toMatchObject({ status: 200, authQueries: ["EXT-JWT", "TOTP"] });
  const another = world.issuer.sign(claims({ iss: ISS_BY_ID, email: world.identityId }));
  expect((await world.check([token, another])).failure).toBe("SECONDARY_JWT_REQUIRED");
  const own = world.issuer.sign(claims({ iss: ISS_BY_ID, email: id }));
  const both = await world.check([token, own]);
  expect(both).toMatchObject({ verdict: "partial", failure: "TOTP_REQUIRED", identity: { name: email } });
  expect(both.controllerAnswer.authQueries).toEqual(["TOTP"]);
});

test("rule 27: an accepted token of an unexpected identity says so", async () => {
  const other = await world.network.createIdentity(world.network.fresh("other"));
  const { isExpectedIdentity, hints } = await world.check([world.issuer.sign(claims())], other);
  expect(isExpectedIdentity).toBe(false);
  expect(hints).toMatchObject([{ code: "OTHER_IDENTITY", links: [{ id: world.identityId }, { id: other }] }]);
});

test("rule 28: every failure has a hint", async () => {
  for (const [failure, , , token] of refusals)
    expect({ failure, hints: (await world.check([token()])).hints.length }).not.toEqual({
      failure,
      hints: 0,
    });
});

test("claims stand for a valid token, and what only a token shows is not checked", async () => {
  const path = `/core/v3/networks/${world.network.server.running.networkId}/jwt-checks`;
  const ask = async (given: object) =>
    read(
      jwtCheck,
      await world.network.server.api("POST", path, { claims: given, expectedIdentityId: world.identityId }),
    );
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
  const path = `/core/v3/networks/${world.network.server.running.networkId}/jwt-checks`;
  const body = { tokens: [world.issuer.sign(claims())], expectedIdentityId: "nobody" };
  const answer = await world.network.server.api("POST", path, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain("expectedIdentityId");
});

test("rule 27: the log holds no token, and an invalid body is refused", async () => {
  const path = `/core/v3/networks/${world.network.server.running.networkId}/jwt-checks`;
  for (const body of [
    {},
    { tokens: ["a"], claims: {} },
    { claims: { iss: "a".repeat(17_000) } },
    { tokens: [] },
    { tokens: ["a", "b", "c", "d"] },
    { tokens: ["a".repeat(17_000)] },
  ]) {
    expect((await world.network.server.api("POST", path, body)).status).toBe(400);
  }
  const log = world.network.server.log.join("");
  expect(world.sent.length).toBeGreaterThan(20);
  for (const token of world.sent) expect(log).not.toContain(token);
});
