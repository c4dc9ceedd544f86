import { canSignIn } from "../../../contract/sign-in/can-sign-in";
import type { Rule } from "../../findings/rule";
import type { PolicyObject } from "../../world/objects";
import { signInFacts } from "../../world/sign-in";
import type { World } from "../../world/world";
import { integrationsWith } from "../integrations-with";
import { certainlyAllowsNothing } from "./last-way-removed";

/** A new policy, or one that stays so, that lets nobody in. Golden: `policy-impassable`. */
export const policyImpassable: Rule = {
  code: "policy-impassable",
  severity: "attention",
  says: "An auth policy that is created lets nobody sign in.",
  *check({ worlds: { before, after } }) {
    for (const policy of after.policies) {
      const { change } = policy;
      const isNew = before.policy(policy.id, policy.networkId) === null;
      if (change === null || !isNew || !letsNobodyIn(policy, after)) continue;
      const isUsed = integrationsWith(policy, after).length > 0;
      const reason = certainlyAllowsNothing(policy)
        ? "it allows neither a certificate nor a JWT nor a password"
        : "it allows a JWT alone, and no enabled signer";
      yield {
        change,
        severity: isUsed ? "blocked" : "attention",
        effect: () =>
          isUsed
            ? `Nobody whom SCIM makes with this policy can sign in: ${reason}.`
            : `Nobody can pass this policy: ${reason}.`,
        remedy: "Set primary.ext_jwt = { allowed = true } and name an enabled signer, or none.",
      };
    }
  },
};

function letsNobodyIn(policy: PolicyObject, world: World): boolean {
  const { certAllowed, updbAllowed, networkId } = policy;
  if (certAllowed !== false || updbAllowed !== false) return false;
  return [true, false].every(
    (hasExternalId) => canSignIn(signInFacts(world, policy, networkId, hasExternalId)) === false,
  );
}
