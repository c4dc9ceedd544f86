import type { Rule } from "../../findings/rule";
import { peopleOfPolicy } from "../../world/people";

/** A policy that asks for less. Golden: `second-factor-dropped`. */
export const secondFactorDropped: Rule = {
  code: "second-factor-dropped",
  severity: "attention",
  says: "A change of an auth policy no longer asks for a second factor.",
  *check({ worlds, live }) {
    for (const policy of worlds.before.policies) {
      const later = worlds.after.policy(policy.id, policy.networkId);
      if (policy.change === null || later === null) continue;
      const dropsTotp = policy.facts.requireTotp === true && later.facts.requireTotp === false;
      const dropsToken =
        typeof policy.facts.requireExtJwtSigner === "string" && later.facts.requireExtJwtSigner === null;
      if (!dropsTotp && !dropsToken) continue;
      const factor = dropsTotp ? "a time-based one-time password" : "a token of a second JWT signer";
      yield {
        change: policy.change,
        people: peopleOfPolicy(live, policy.id, policy.networkId).all,
        effect: (who) => `The policy no longer asks for ${factor}: one factor is enough for ${who}.`,
        remedy: "Confirm that whoever answers for access wants this.",
      };
    }
  },
};
