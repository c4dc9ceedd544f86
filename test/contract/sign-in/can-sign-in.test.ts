import { canSignIn, obstacleOf } from "../../../src/contract/sign-in/can-sign-in";
import type { SignInFacts } from "../../../src/contract/sign-in/facts";
import { NOT_KNOWN } from "../../../src/contract/sign-in/maybe-known";
import { people, policy, signer } from "./facts";

const byId = signer("by-id", { useExternalId: false });

describe("identities can sign in", () => {
  test.each<[string, SignInFacts]>([
    ["when nothing stands in the way", people()],
    ["by the signer that the policy names", people({ policy: policy({ allowedSigners: ["okta"] }) })],
    [
      "without an external ID, when the signer matches by id",
      people({ hasExternalId: false, signers: [byId] }),
    ],
    ["with a one-time code", people({ policy: policy({ requireTotp: true }) })],
    ["with a second token", people({ policy: policy({ requireExtJwtSigner: "okta" }) })],
    [
      "by one signer, although another is not known",
      people({ policy: policy({ allowedSigners: ["okta", NOT_KNOWN] }) }),
    ],
  ])("%s", (_when, facts) => {
    expect([canSignIn(facts), obstacleOf(facts)]).toEqual([true, null]);
  });
});

describe("identities cannot sign in", () => {
  const off = signer("okta", { isEnabled: false });
  test.each<[string, SignInFacts, string]>([
    ["while they are disabled", people({ isEnabled: false }), "IDENTITY_DISABLED"],
    [
      "when the policy forbids JWTs",
      people({ policy: policy({ extJwtAllowed: false }) }),
      "POLICY_FORBIDS_EXT_JWT",
    ],
    ["when the only signer is disabled", people({ signers: [off] }), "NO_ENABLED_SIGNER_ALLOWED"],
    [
      "when the policy allows another signer alone",
      people({ policy: policy({ allowedSigners: ["entra"] }) }),
      "NO_ENABLED_SIGNER_ALLOWED",
    ],
    [
      "without the external ID that the signer matches by",
      people({ hasExternalId: false }),
      "NO_EXTERNAL_ID",
    ],
    [
      "when the signer of the second token is disabled",
      people({ policy: policy({ requireExtJwtSigner: "okta" }), signers: [byId, off] }),
      "NO_SECOND_SIGNER",
    ],
    [
      "when the signer of the second token matches by an external ID that they lack",
      people({
        hasExternalId: false,
        policy: policy({ requireExtJwtSigner: "okta" }),
        signers: [byId, signer("okta")],
      }),
      "NO_SECOND_SIGNER",
    ],
  ])("%s", (_when, facts, obstacle) => {
    expect([canSignIn(facts), obstacleOf(facts)]).toEqual([false, obstacle]);
  });
});

describe("whether identities can sign in is not known", () => {
  test.each<[string, SignInFacts]>([
    ["when the policy is not", people({ policy: NOT_KNOWN })],
    ["when the signers are not", people({ signers: NOT_KNOWN })],
    ["when the policy may come to forbid JWTs", people({ policy: policy({ extJwtAllowed: NOT_KNOWN }) })],
    ["when the only allowed signer is not", people({ policy: policy({ allowedSigners: [NOT_KNOWN] }) })],
    ["when nobody can tell whether they have an external ID", people({ hasExternalId: NOT_KNOWN })],
    ["when the second signer is not", people({ policy: policy({ requireExtJwtSigner: NOT_KNOWN }) })],
  ])("%s", (_when, facts) => {
    expect([canSignIn(facts), obstacleOf(facts)]).toEqual([NOT_KNOWN, null]);
  });

  test("unless something that is known forbids it anyway", () => {
    expect(canSignIn(people({ policy: policy({ extJwtAllowed: false }), signers: NOT_KNOWN }))).toBe(false);
    expect(canSignIn(people({ isEnabled: false, policy: NOT_KNOWN }))).toBe(false);
  });
});
