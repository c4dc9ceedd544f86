import { canSignIn } from "../../../contract/sign-in/can-sign-in";
import { isNobody } from "../../../contract/sign-in/count";
import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import { flagAt } from "../../plan/read-value";
import { signInFacts } from "../../world/sign-in";
import { writtenMappings } from "../identities/written-mappings";

/** A value that decides about sign-in and is known only after the apply. Golden: `answer-not-known`. */
export const answerNotKnown: Rule = {
  code: "answer-not-known",
  severity: "attention",
  says: "A value that the plan does not know yet decides whether people can sign in.",
  *check(review) {
    const { impacts, worlds } = review;
    for (const { cause, policy, change } of impacts) {
      // Other rules speak about every other change of a signer.
      const isOpenSigner =
        cause.type === "netfoundry_jwt_signer" && flagAt(cause.after, "enabled") === NOT_KNOWN;
      if (cause !== policy.change && !isOpenSigner) continue;
      if (change.obstacles.length > 0 || isNobody(change.lose)) continue;
      const later = worlds.after.policy(policy.id, policy.networkId);
      const answer = canSignIn(signInFacts(worlds.after, later, policy.networkId, true));
      if (answer !== NOT_KNOWN) continue;
      yield {
        change: cause,
        people: change.lose,
        effect: (who) =>
          `Whether ${who} with this policy can still sign in is not known: the plan does not know ` +
          `a value yet.`,
        remedy: "Apply what the value depends on first, and plan again.",
      };
    }
    for (const { after } of writtenMappings(review)) {
      if (after.change === null) continue;
      const isOpen = [after.policyId, after.externalIdSource, after.externalIdPath].includes(NOT_KNOWN);
      if (!isOpen) continue;
      yield {
        change: after.change,
        effect: () =>
          "Which policy or external ID these people get is not known: the plan does not know a value yet.",
        remedy: "Apply what the value depends on first, and plan again.",
      };
    }
  },
};
