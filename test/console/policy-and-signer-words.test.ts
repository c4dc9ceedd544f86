import { withEdit } from "../../src/server/console/app/api/edge-object";
import { policyEffect } from "../../src/server/console/app/screens/auth-policy/policy-effect";
import {
  NEW_POLICY,
  policyErrors,
  policyForm,
  policyOf,
} from "../../src/server/console/app/screens/auth-policy/policy-form";
import { readToken } from "../../src/server/console/app/screens/jwt-signer/read-token";
import { signerEffect } from "../../src/server/console/app/screens/jwt-signer/signer-effect";
import {
  NEW_SIGNER,
  type SignerForm,
  signerErrors,
  signerForm,
  signerOf,
} from "../../src/server/console/app/screens/jwt-signer/signer-form";
import { tokenAdvice } from "../../src/server/console/app/screens/jwt-signer/token-advice";
import { CERTIFICATE, PUBLIC_KEY } from "../support/certificates";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, "");

describe("an edit", () => {
  test("keeps what somebody else changed, and fields that the page does not know", () => {
    const before = { name: "a", primary: { jwt: true, list: ["1"] }, tags: { team: "blue" }, newer: 1 };
    const now = { ...before, primary: { jwt: true, list: ["1", "2"] }, tags: { team: "red" }, newer: 2 };
    const after = { ...before, primary: { ...before.primary, jwt: false } };
    expect(withEdit(now, before, after)).toEqual({ ...now, primary: { jwt: false, list: ["1", "2"] } });
  });

  test("of nothing changes nothing, whatever null and empty texts are stored", () => {
    const stored = { ...NEW_SIGNER, claimsProperty: "/sub", clientId: "", kid: "", scopes: ["b", "a"] };
    expect(signerOf(signerForm(stored), stored)).toEqual(stored);
    expect(policyOf(policyForm(NEW_POLICY), NEW_POLICY)).toEqual(NEW_POLICY);
  });
});

describe("the form of a policy", () => {
  const form = { ...policyForm(NEW_POLICY), name: "Staff" };

  test("that chooses some JWT signers, but names none, is wrong: an empty list allows every one", () => {
    expect(Object.keys(policyErrors({ ...form, signers: "some" }))).toEqual([
      "primary.extJwt.allowedSigners",
    ]);
    expect(policyErrors({ ...form, signers: "some", signerIds: ["s1"] })).toEqual({});
    expect(policyErrors({ ...form, signers: "some", allowsJwt: false })).toEqual({});
  });

  test.each(["", "-1", "1.5", "ten"])("with %j attempts is wrong", (maxAttempts) => {
    const typed = { ...form, allowsPassword: true, maxAttempts };
    expect(Object.keys(policyErrors(typed))).toEqual(["primary.updb.maxAttempts"]);
  });

  test("that forbids passwords keeps their rules, whatever was typed before", () => {
    const typed = { ...form, allowsPassword: false, maxAttempts: "ten", minPasswordLength: "12" };
    expect(policyErrors(typed)).toEqual({});
    expect(policyOf(typed, NEW_POLICY)).toEqual({ ...NEW_POLICY, name: "Staff" });
  });
});

describe("what an edit of a policy or signer does to people", () => {
  const signer = (id: string) => ({
    ...NEW_SIGNER,
    id,
    issuer: `https://${id}`,
    commonName: null,
    fingerprint: null,
    notBefore: null,
    notAfter: null,
    createdAt: "2026-11-30T12:00:00Z",
    updatedAt: "2026-11-30T12:00:00Z",
  });
  const signers = [signer("okta"), signer("entra")];
  const before = policyOf({ ...policyForm(NEW_POLICY), signers: "some", signerIds: ["okta"] }, NEW_POLICY);
  const effect = (
    part: Partial<ReturnType<typeof policyForm>>,
    people = { total: 5, withoutExternalId: 0 },
  ) =>
    policyEffect(people, signers, before, policyOf({ ...policyForm(before), ...part }, before)).map(
      ({ tone, text }) => `${tone}: ${text}`,
    );

  test("is nothing while nobody has it, and while nobody notices", () => {
    expect(effect({ allowsJwt: false }, { total: 0, withoutExternalId: 0 })).toEqual([]);
    expect(effect({ name: "Other", signerIds: ["okta", "entra"] })).toEqual([]);
  });

  test.each([
    [
      { allowsJwt: false },
      "bad: 5 people can no longer sign in with a JWT, because their auth policy does not allow JWTs.",
    ],
    [
      { signerIds: ["entra"] },
      "warn: 5 people can no longer sign in with the JWT of today. They need a JWT of a JWT signer that " +
        "the auth policy still allows.",
    ],
    [
      { requiresTotp: true },
      "warn: 5 people can no longer sign in with one factor. They need a second one from now on.",
    ],
  ])("is counted: %j", (part, sentence) => {
    expect(effect(part)).toEqual([sentence]);
  });

  test("names no token of a JWT signer that is deleted", () => {
    const { createdAt, updatedAt } = signer("okta");
    const policy = { ...NEW_POLICY, id: "every", createdAt, updatedAt };
    const users = [{ policy, people: { total: 5, withoutExternalId: 0 }, isNamed: false }];
    const deletion = { id: "okta", signers, users, before: signer("okta"), after: null };
    expect(signerEffect(deletion).map(({ text }) => text)).toEqual([
      "At most 5 people can no longer sign in with the JWT of today. They need a JWT of another JWT signer.",
    ]);
  });
});

describe("the form of a signer", () => {
  const form: SignerForm = {
    ...signerForm(NEW_SIGNER),
    name: "Okta",
    issuer: "https://okta.example.com",
    audience: "nf",
    jwksEndpoint: "https://okta.example.com/keys",
    certPem: CERTIFICATE,
    kid: "k1",
  };

  test("sends exactly one of the JWKS endpoint and the certificate", () => {
    expect(signerOf(form, NEW_SIGNER)).toMatchObject({ certPem: null, kid: null });
    const stored = signerOf(form, NEW_SIGNER);
    const byCertificate = { jwksEndpoint: null, certPem: CERTIFICATE, kid: "k1" };
    expect(signerOf({ ...form, keysFrom: "cert" }, stored)).toMatchObject(byCertificate);
  });

  test.each<[string, Partial<SignerForm>, string]>([
    ["an endpoint that is no URL", { jwksEndpoint: "okta" }, "jwksEndpoint"],
    ["a public key", { keysFrom: "cert", certPem: PUBLIC_KEY }, "certPem"],
    ["two certificates", { keysFrom: "cert", certPem: CERTIFICATE + CERTIFICATE }, "certPem"],
    ["no audience", { audience: " " }, "audience"],
    ["no issuer", { issuer: "" }, "issuer"],
  ])("with %s is wrong", (_what, part, field) => {
    expect(signerErrors(form)).toEqual({});
    expect(Object.keys(signerErrors({ ...form, ...part }))).toEqual([field]);
  });
});

describe("a pasted token", () => {
  const form = { ...signerForm(NEW_SIGNER), issuer: "https://idp.example.com", audience: "nf" };
  const claims = { iss: "https://idp.example.com", aud: ["nf", "x"], sub: "ada" };
  const said = (more: object, part: Partial<SignerForm> = {}) =>
    tokenAdvice({ ...claims, ...more }, { ...form, ...part }, NOW).map(
      ({ tone, text }) => `${tone}: ${plain(text)}`,
    );

  test("that fits says so of the issuer, the audience and the claim", () => {
    expect(said({}, { claimsProperty: "/sub" })).toEqual([
      "good: Its issuer is the one of the form.",
      "good: Its aud holds the audience of the form.",
      "good: The claim “/sub” says “ada”.",
    ]);
  });

  test.each<[object, Partial<SignerForm>, string]>([
    [{ iss: "https://idp.example.com/" }, {}, "It differs by a slash at the end."],
    [
      { iss: "http://IDP.example.com" },
      {},
      "It differs by the scheme, as in https:// and by upper and lower case.",
    ],
    [{ iss: undefined }, {}, "The token has no iss"],
    [{ aud: "NF/" }, {}, "It differs only by case or by a slash at the end."],
    [{ aud: undefined }, {}, "The token has no aud"],
    [{ Email: "ada" }, { claimsProperty: "email" }, "It has “Email”: upper and lower case count."],
    [{ groups: ["a"] }, { claimsProperty: "groups" }, "The claim “groups” is no text, so it names nobody."],
    [
      { "https://nf/id": "ada" },
      { claimsProperty: "https://nf/id" },
      "The claim “https://nf/id” needs another notation here.",
    ],
    [{}, { useExternalId: false }, "The form compares the claim with the ID of an identity"],
    [{ exp: NOW / 1000 - 1 }, {}, "The token has expired."],
  ])("of %j is compared with %j", (more, part, sentence) => {
    expect(said(more, part).join("\n")).toContain(sentence);
  });

  test("offers claims that name a person, inside others too, as pointers", () => {
    const advice = tokenAdvice({ ...claims, user: { mail: "a@b" }, "x/y": "z", jti: "7" }, form, NOW)[2];
    expect(advice?.fixes.map(({ change }) => change.claimsProperty)).toEqual(["/user/mail", "/x~1y"]);
  });

  test.each([
    ["", null],
    ["opaque", "It is an opaque token"],
    ["a.b.c.d.e", "It is an encrypted token"],
    ["a.b.c", "It is not a compact JWT"],
  ])("%j is read for what it is", (text, problem) => {
    const read = readToken(text);
    expect(read?.kind === "wrong" ? read.problem : null).toEqual(
      problem === null ? null : expect.stringContaining(problem),
    );
  });

  test("is read in UTF-8, with the word Bearer before it and without a Buffer", () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const token = `${part({ alg: "ES256", kid: "k1" })}.${part({ sub: "Zoë 🙂" })}.AA`;
    expect(readToken(`Bearer ${token}\n`)).toEqual({ kind: "claims", claims: { sub: "Zoë 🙂" }, kid: "k1" });
  });
});
