import { type Count, countText, isNobody } from "../../../../../contract/sign-in/count";
import type { SignInChange } from "../../../../../contract/sign-in/sign-in-change";
import { capitalized } from "../../parts/text/capitalized";
import type { EffectLine } from "./effect-line";
import { lostSignIn } from "./lost-sign-in";

/** "12 people", "at most 1 person". */
function people(count: Count): string {
  return `${countText(count)} ${count.atMost === 1 ? "person" : "people"}`;
}

/**
 * What a change does to the sign-in with a JWT, the gravest first. Empty: everybody keeps it.
 * @param token which token serves after the change. Completes "They need …".
 */
export function changeLines(change: SignInChange, token: string): EffectLine[] {
  const { lose, needAnotherToken, needSecondFactor, dropSecondFactor } = change;
  const lines: readonly (EffectLine & { readonly count: Count })[] = [
    { count: lose, tone: "bad", text: lostSignIn(change) },
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
    .map(({ count, tone, text }) => ({ tone, text: `${capitalized(people(count))} ${text}` }));
}
