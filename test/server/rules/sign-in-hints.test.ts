import type { HintCode } from "../../../src/contract/gateway/jwt-check";
import { CLIENT_ID } from "../support/running-server";
import { claims, ISS, ISS_BY_ID, NOW, SignInWorld } from "./support/sign-in-world";

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.start();
});
afterAll(() => world.stop());

const hints: readonly [HintCode, () => string][] = [
  ["EXTERNAL_ID_CASE", () => world.issuer.sign(claims({ email: "ada@EXAMPLE.com" }))],
  ["USE_EXTERNAL_ID_OFF", () => world.issuer.sign(claims({ iss: ISS_BY_ID }))],
  ["ISSUER_TRAILING_SLASH", () => world.issuer.sign(claims({ iss: `${ISS}/` }))],
  [
    "CLAIM_NEEDS_ESCAPE",
    () => world.issuer.sign(claims({ iss: "https://idp.example/ns", "https://example.com/email": "ada" })),
  ],
];

test.each(hints)("rule 28: gives the hint %s when the network shows its cause", async (code, token) => {
  const { hints } = await world.check([token()]);
  expect(hints).toEqual([{ code, message: expect.any(String), links: expect.any(Array) }]);
});

const malformed: readonly [HintCode, string, () => string][] = [
  ["TOKEN_ENCRYPTED", "a JWE", () => "e30.a.b.c.d"],
  ["TOKEN_OPAQUE", "an opaque token", () => "00f3Xk-opaque"],
  ["TOKEN_EXTENSION", "b64: false", () => world.issuer.sign(claims(), { b64: false, crit: ["b64"] })],
  ["TOKEN_EXTENSION", "crit", () => world.issuer.sign(claims(), { crit: ["exp"] })],
];

test.each(malformed)("rule 28: %s for %s, which a controller does not read", async (code, _what, token) => {
  const { failure, hints } = await world.check([token()]);
  expect({ failure, codes: hints.map((one) => one.code) }).toEqual({ failure: "MALFORMED", codes: [code] });
});

const issuers: readonly [HintCode, string][] = [
  ["ISSUER_SCHEME", ISS.replace("https", "http")],
  ["ISSUER_CASE", ISS.replace("main", "Main")],
];

test.each(issuers)("rule 28: %s names the signer whose issuer is almost the token's", async (code, iss) => {
  const { hints } = await world.check([world.issuer.sign(claims({ iss }))]);
  expect(hints).toMatchObject([{ code, links: [{ kind: "jwt-signer", id: world.signerId }] }]);
});

test("rule 28: USE_EXTERNAL_ID_ON for a claim that is the id of an identity", async () => {
  const { hints } = await world.check([world.issuer.sign(claims({ email: world.identityId }))]);
  expect(hints[0]).toMatchObject({
    code: "USE_EXTERNAL_ID_ON",
    links: [{ id: world.signerId }, { id: world.identityId }],
  });
});

test("rule 28: EXTERNAL_ID_EXPECTED says the external ID of the expected identity", async () => {
  const { hints } = await world.check(
    [world.issuer.sign(claims({ email: "eve@example.com" }))],
    world.identityId,
  );
  expect(hints).toMatchObject([{ code: "EXTERNAL_ID_EXPECTED", links: [{ id: world.identityId }] }]);
  expect(hints[0]?.message).toContain('"Ada@example.com"');
});

test("rule 28: SECOND_SIGNER names the signer, and SECOND_TOKEN why a token does not serve", async () => {
  const { token } = await world.somebody({ secondary: { requireExtJwtSigner: world.idSignerId } });
  const expired = world.issuer.sign(claims({ iss: ISS_BY_ID, exp: NOW }));
  const { hints } = await world.check([token, expired]);
  expect(hints.map(({ code }) => code)).toEqual(["SECOND_SIGNER", "SECOND_TOKEN"]);
  expect(hints[0]?.message).toContain(`"by id", whose issuer is "${ISS_BY_ID}"`);
  expect(hints[1]?.message).toContain("token 2 does not serve: exp says");
});

test("rule 28: says which API account disabled the identity, and until when", async () => {
  const { id, token } = await world.somebody({ extJwt: { allowed: true } });
  await world.network.server.edge("POST", `/identities/${id}/disable`, { durationMinutes: 60 });
  const [hint] = (await world.check([token])).hints;
  expect(hint?.code).toBe("DISABLED_BY");
  expect(hint?.message).toContain(`the API account "${CLIENT_ID}" disabled the identity`);
  expect(hint?.message).toContain("until 2026-11-24T10:00:00.000Z");
  expect(hint?.links).toMatchObject([{ kind: "identity", id }]);
});

test("rule 28: says which API account deleted the integration, which disabled its identities", async () => {
  const to = await world.network.connect({ externalIdField: "USER_NAME" });
  const email = world.network.fresh("leaving");
  await world.network.addUser(to, email);
  await world.network.server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=disable`);
  const [hint] = (await world.check([world.issuer.sign(claims({ email }))])).hints;
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
    const id = await world.network.createIdentity(has, { externalId: has });
    const { hints } = await world.check([world.issuer.sign(claims({ email }))]);
    expect(hints).toMatchObject([{ code, links: [{ kind: "identity", id, name: has }] }]);
    expect(hints[0]?.message).toContain(JSON.stringify(has));
  },
);

test("rule 28: names another claim that holds the external ID of an identity", async () => {
  const other = { email: undefined, profile: { "work/mail": "Ada@example.com" } };
  const [hint] = (await world.check([world.issuer.sign(claims(other))])).hints;
  expect(hint?.code).toBe("CLAIM_WITH_EXTERNAL_ID");
  expect(hint?.message).toContain(
    'the claim "/profile/work~1mail" holds the external ID of the identity "Ada"',
  );
  expect(hint?.links).toMatchObject([
    { kind: "jwt-signer", id: world.signerId },
    { kind: "identity", id: world.identityId },
  ]);
});
