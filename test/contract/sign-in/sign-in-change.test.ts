import fc from "fast-check";
import { canSignIn, waysIn } from "../../../src/contract/sign-in/can-sign-in";
import { countText, exactly, NOT_COUNTED } from "../../../src/contract/sign-in/count";
import type { SignInFacts } from "../../../src/contract/sign-in/facts";
import { NOT_KNOWN } from "../../../src/contract/sign-in/maybe-known";
import {
  everybodyKeepsSignIn,
  type SignInChange,
  signInChange,
  sumOfChanges,
} from "../../../src/contract/sign-in/sign-in-change";
import { people, policy, signer } from "./facts";

const two = [signer("okta"), signer("entra")];

function effect(before: SignInFacts, after: SignInFacts): string[] {
  return words(signInChange(before, after, exactly(25)));
}

function words({ lose, needAnotherToken, needSecondFactor, dropSecondFactor }: SignInChange): string[] {
  return [lose, needAnotherToken, needSecondFactor, dropSecondFactor].map(countText);
}

const [NONE, ALL, SOME] = ["0", "25", "at most 25"];

describe("of 25 identities, those who lose sign-in, need another token, need a second factor, drop one", () => {
  test.each<[string, SignInFacts, SignInFacts, string[]]>([
    ["nothing changes", people(), people(), [NONE, NONE, NONE, NONE]],
    [
      "the policy forbids JWTs",
      people(),
      people({ policy: policy({ extJwtAllowed: false }) }),
      [ALL, NONE, NONE, NONE],
    ],
    [
      "the only signer is switched off",
      people(),
      people({ signers: [signer("okta", { isEnabled: false })] }),
      [ALL, NONE, NONE, NONE],
    ],
    ["the only signer is removed", people(), people({ signers: [] }), [ALL, NONE, NONE, NONE]],
    [
      "one of two signers is switched off: nobody knows whose tokens they have",
      people({ signers: two }),
      people({ signers: [signer("okta"), signer("entra", { isEnabled: false })] }),
      [NONE, SOME, NONE, NONE],
    ],
    [
      "the only signer asks for another audience",
      people(),
      people({ signers: [signer("okta", { audience: "other" })] }),
      [NONE, ALL, NONE, NONE],
    ],
    [
      "the only signer takes another claim",
      people(),
      people({ signers: [signer("okta", { claimsProperty: "sub" })] }),
      [NONE, ALL, NONE, NONE],
    ],
    [
      "the only signer matches by id",
      people(),
      people({ signers: [signer("okta", { useExternalId: false })] }),
      [NONE, ALL, NONE, NONE],
    ],
    [
      "the policy allows another signer instead",
      people({ policy: policy({ allowedSigners: ["okta"] }), signers: two }),
      people({ policy: policy({ allowedSigners: ["entra"] }), signers: two }),
      [NONE, ALL, NONE, NONE],
    ],
    [
      "the policy allows another signer in addition",
      people({ policy: policy({ allowedSigners: ["okta"] }), signers: two }),
      people({ policy: policy({ allowedSigners: ["okta", "entra"] }), signers: two }),
      [NONE, NONE, NONE, NONE],
    ],
    [
      "they lose the external ID that the signer matches by",
      people(),
      people({ hasExternalId: false }),
      [ALL, NONE, NONE, NONE],
    ],
    ["they are disabled", people(), people({ isEnabled: false }), [ALL, NONE, NONE, NONE]],
    [
      "a one-time code is needed",
      people(),
      people({ policy: policy({ requireTotp: true }) }),
      [NONE, NONE, ALL, NONE],
    ],
    [
      "a second token is needed",
      people({ signers: two }),
      people({ policy: policy({ requireExtJwtSigner: "entra" }), signers: two }),
      [NONE, NONE, ALL, NONE],
    ],
    [
      "the second token comes from another signer",
      people({ policy: policy({ requireExtJwtSigner: "okta" }), signers: two }),
      people({ policy: policy({ requireExtJwtSigner: "entra" }), signers: two }),
      [NONE, NONE, ALL, NONE],
    ],
    [
      "a one-time code is no longer needed",
      people({ policy: policy({ requireTotp: true }) }),
      people(),
      [NONE, NONE, NONE, ALL],
    ],
    [
      "the new signer is not known",
      people({ policy: policy({ allowedSigners: ["okta"] }) }),
      people({ policy: policy({ allowedSigners: [NOT_KNOWN] }) }),
      [SOME, SOME, NONE, NONE],
    ],
    ["the new policy is not known", people(), people({ policy: NOT_KNOWN }), [SOME, SOME, SOME, NONE]],
    [
      "the new audience is not known",
      people(),
      people({ signers: [signer("okta", { audience: NOT_KNOWN })] }),
      [NONE, SOME, NONE, NONE],
    ],
    [
      "they could not sign in anyway",
      people({ hasExternalId: false }),
      people({ hasExternalId: false, policy: policy({ extJwtAllowed: false, requireTotp: true }) }),
      [NONE, NONE, NONE, NONE],
    ],
  ])("when %s", (_when, before, after, expected) => {
    expect(effect(before, after)).toEqual(expected);
  });
});

test("the reason why they lose sign-in is told once", () => {
  const loses = signInChange(people(), people({ signers: [] }), exactly(20));
  expect(sumOfChanges([loses, loses])).toMatchObject({
    lose: { atLeast: 40, atMost: 40 },
    obstacles: ["NO_ENABLED_SIGNER_ALLOWED"],
  });
  expect(signInChange(people(), people(), exactly(20)).obstacles).toEqual([]);
});

test("a group that nobody could count stays not counted", () => {
  const { lose } = signInChange(people(), people({ signers: [] }), NOT_COUNTED);
  expect(countText(lose)).toBe("an unknown number of");
  expect(
    countText(
      sumOfChanges([
        signInChange(people(), people({ signers: [] }), exactly(3)),
        signInChange(people(), people({ signers: [] }), NOT_COUNTED),
      ]).lose,
    ),
  ).toBe("at least 3");
});

describe("laws", () => {
  const facts = fc.record<SignInFacts>({
    isEnabled: fc.boolean(),
    hasExternalId: fc.boolean(),
    policy: fc.record({
      extJwtAllowed: fc.boolean(),
      allowedSigners: fc.subarray(["okta", "entra"]),
      requireTotp: fc.boolean(),
      requireExtJwtSigner: fc.constantFrom(null, "okta", "entra"),
    }),
    signers: fc
      .tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.constantFrom("a", "b"))
      .map(([okta, entra, useExternalId, audience]) => [
        signer("okta", { isEnabled: okta, audience }),
        signer("entra", { isEnabled: entra, useExternalId }),
      ]),
  });

  test("a change that takes a way in from anybody is never silent", () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const later = JSON.stringify(waysIn(after).ways);
        const isLost = waysIn(before).ways.some(({ token }) => !later.includes(JSON.stringify(token)));
        const isSilent = everybodyKeepsSignIn(signInChange(before, after, exactly(25)));
        if (canSignIn(before) === true && isLost) expect(isSilent).toBe(false);
      }),
    );
  });

  test("what is not known never hides somebody who would lose sign-in", () => {
    fc.assert(
      fc.property(
        facts,
        facts,
        fc.constantFrom("policy" as const, "signers" as const),
        (before, after, part) => {
          const known = signInChange(before, after, exactly(25));
          const unknown = signInChange(before, { ...after, [part]: NOT_KNOWN }, exactly(25));
          expect(unknown.lose.atMost).toBeGreaterThanOrEqual(known.lose.atMost ?? 0);
          expect(unknown.lose.atLeast).toBeLessThanOrEqual(known.lose.atLeast);
        },
      ),
    );
  });
});
