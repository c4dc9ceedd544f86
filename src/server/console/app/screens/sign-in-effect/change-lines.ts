import type { Obstacle } from "../../../../../contract/sign-in/can-sign-in";
import { type Count, countText, isNobody } from "../../../../../contract/sign-in/count";
import type { SignInChange } from "../../../../../contract/sign-in/sign-in-change";
import type { EffectLine } from "./effect-line";

const REASONS: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: "their identities are disabled",
  POLICY_FORBIDS_EXT_JWT: "their auth policy does not allow JWTs",
  NO_ENABLED_SIGNER_ALLOWED: "their auth policy allows no JWT signer that is enabled",
  NO_EXTERNAL_ID: "they have no external ID, and every JWT signer that their auth policy allows needs one",
  NO_SECOND_SIGNER: "the JWT signer of the second JWT is disabled, or needs an external ID that they lack",
};

/** "12 people", "at most 1 person". */
export function people(count: Count): string {
  return `${countText(count)} ${count.atMost === 1 ? "person" : "people"}`;
}

/**
 * What a change does to the sign-in with a JWT, the gravest first. Empty: everybody keeps it.
 * @param token which token serves after the change. Completes "They need …".
 */
export function changeLines(change: SignInChange, token: string): EffectLine[] {
  const { lose, needAnotherToken, needSecondFactor, dropSecondFactor, obstacles } = change;
  const because = obstacles.map((obstacle) => REASONS[obstacle]).join(", or ");
  const lines: readonly (EffectLine & { readonly count: Count })[] = [
    {
      count: lose,
      tone: "bad",
      text: `can no longer sign in with a JWT${because === "" ? "" : `, because ${because}`}.`,
    },
    {
      count: needAnotherToken,
      tone: "warn",
      text: `can no longer sign in with the JWT of today. They need ${token}.`,
    },
    {
      count: needSecondFactor,
      tone: "warn",
      text: "can no longer sign in with one factor. They need a second one from now on.",
    },
    {
      count: dropSecondFactor,
      tone: "neutral",
      text: "can sign in without the second factor of today.",
    },
  ];
  return lines
    .filter(({ count }) => !isNobody(count))
    .map(({ count, tone, text }) => ({ tone, text: `${capital(people(count))} ${text}` }));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
