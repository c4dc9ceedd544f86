import { isNobody } from "../../../contract/sign-in/count";
import type { Rule } from "../../findings/rule";
import type { PolicyObject } from "../../world/objects";

/** A policy that asks for more. Golden: `totp-required`. */
export const secondFactorAdded: Rule = {
  code: "second-factor-added",
  severity: "attention",
  says: "A change of an auth policy asks people for a second factor.",
  *check({ impacts, worlds }) {
    for (const { cause, policy, change, people } of impacts) {
      if (cause !== policy.change || isNobody(change.needSecondFactor)) continue;
      const later = worlds.after.policy(policy.id, policy.networkId);
      const factor = asks(policy, later);
      if (factor === null) continue;
      yield {
        change: cause,
        people: change.needSecondFactor,
        ...(people.atMost === null ? {} : { of: people.atMost }),
        effect: (who) => `From their next sign-in ${who} need ${factor} as well.`,
        remedy:
          "Announce it first: whoever has not enrolled is asked to at the next sign-in and cannot " +
          "go on without it.",
      };
    }
  },
};

function asks({ facts: before }: PolicyObject, later: PolicyObject | null): string | null {
  const after = later?.facts;
  if (after === undefined) return null;
  if (after.requireTotp === true && before.requireTotp !== true) return "a time-based one-time password";
  if (after.requireExtJwtSigner !== before.requireExtJwtSigner && after.requireExtJwtSigner !== null)
    return "a token of a second JWT signer";
  return null;
}
