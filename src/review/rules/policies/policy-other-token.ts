import { isNobody } from "../../../contract/sign-in/count";
import type { Rule } from "../../findings/rule";

/** An edit of a policy after which other tokens are accepted. Golden: `signer-swapped`. */
export const policyOtherToken: Rule = {
  code: "policy-other-token",
  severity: "blocked",
  says: "A change of an auth policy no longer accepts the tokens that people have today.",
  *check({ impacts }) {
    for (const { cause, policy, people, change } of impacts) {
      if (cause !== policy.change || isNobody(change.needAnotherToken)) continue;
      // Those who lose sign-in, or may lose it, are another finding. They hide nobody who certainly keeps it.
      if (!isNobody(change.lose) && change.needAnotherToken.atLeast === 0) continue;
      yield {
        change: cause,
        people: change.needAnotherToken,
        ...(people.atMost === null ? {} : { of: people.atMost }),
        effect: (who) => `The policy accepts tokens of other signers: ${who} need another token.`,
        remedy: "Allow the former signer as well until nobody signs in with its tokens.",
      };
    }
  },
};
