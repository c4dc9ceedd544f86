import { isNobody } from "../../../contract/sign-in/count";
import { all, NOT_KNOWN, not } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import type { PolicyObject } from "../../world/objects";
import { peopleOfPolicy } from "../../world/people";
import { integrationsWith } from "../integrations-with";

/** A policy that allowed something and allows nothing. Golden: `last-way-removed`. */
export const lastWayRemoved: Rule = {
  code: "last-way-removed",
  severity: "blocked",
  says: "A change removes the last way to sign in that an auth policy allowed.",
  *check({ worlds, live }) {
    for (const policy of worlds.before.policies) {
      const later = worlds.after.policy(policy.id, policy.networkId);
      if (policy.change === null || later === null) continue;
      if (allowsNothing(later) !== true || allowsNothing(policy) !== false) continue;
      const people = peopleOfPolicy(live, policy.id, policy.networkId).all;
      const isUnused = isNobody(people) && integrationsWith(later, worlds.after).length === 0;
      yield {
        change: policy.change,
        severity: isUnused ? "attention" : "blocked",
        people,
        effect: (who) =>
          isUnused
            ? "The policy allows no way to sign in any more. Nobody has it today."
            : "The policy allows no way to sign in any more: certificate, JWT and password are all off for " +
              `${who}.`,
        remedy: "Allow at least one of primary.cert, primary.ext_jwt and primary.updb.",
      };
    }
  },
};

/** Whether a policy allows neither a certificate nor a JWT nor a password. */
export function allowsNothing({ certAllowed, updbAllowed, facts }: PolicyObject) {
  return all(not(certAllowed), not(updbAllowed), not(facts.extJwtAllowed));
}

/** As `allowsNothing`; false when it is not known. */
export function certainlyAllowsNothing(policy: PolicyObject): boolean {
  const answer = allowsNothing(policy);
  return answer !== NOT_KNOWN && answer;
}
