import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import type { PolicyObject } from "../../world/objects";
import { peopleOfPolicy } from "../../world/people";

/** A policy that lets people in by more ways than before. Golden: `policy-loosened`. */
export const policyLoosened: Rule = {
  code: "policy-loosened",
  severity: "attention",
  says: "A change of an auth policy opens another way to sign in.",
  *check({ worlds, live }) {
    for (const policy of worlds.before.policies) {
      const later = worlds.after.policy(policy.id, policy.networkId);
      if (policy.change === null || later === null) continue;
      const ways = newWays(policy, later);
      if (ways.length === 0) continue;
      yield {
        change: policy.change,
        people: peopleOfPolicy(live, policy.id, policy.networkId).all,
        effect: (who) => `The policy opens another way to sign in: ${ways.join(", ")}. It holds for ${who}.`,
        remedy: "Confirm that whoever answers for access wants this.",
      };
    }
  },
};

function newWays(before: PolicyObject, after: PolicyObject): string[] {
  const ways = [];
  if (before.certAllowed === false && after.certAllowed === true) ways.push("a client certificate");
  if (before.updbAllowed === false && after.updbAllowed === true) ways.push("a user name with a password");
  if (before.facts.extJwtAllowed === false && after.facts.extJwtAllowed === true)
    ways.push("the token of an identity provider");
  else if (becomesEvery(before, after)) ways.push("the tokens of every JWT signer of the network");
  return ways;
}

function becomesEvery({ facts: before }: PolicyObject, { facts: after }: PolicyObject): boolean {
  const one = before.allowedSigners;
  const other = after.allowedSigners;
  return (
    after.extJwtAllowed === true &&
    one !== NOT_KNOWN &&
    other !== NOT_KNOWN &&
    one.length > 0 &&
    other.length === 0
  );
}
