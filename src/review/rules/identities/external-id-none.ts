import { canSignIn } from "../../../contract/sign-in/can-sign-in";
import type { Rule } from "../../findings/rule";
import { signInFacts } from "../../world/sign-in";
import { keepsExternalId, writtenMappings } from "./written-mappings";

/** A mapping that gives nobody an external ID. Golden: `external-id-none`. */
export const externalIdNone: Rule = {
  code: "external-id-none",
  severity: "attention",
  says: "A mapping that is created gives nobody an external ID.",
  *check(review) {
    const { after: world } = review.worlds;
    for (const written of writtenMappings(review)) {
      const { before, after } = written;
      if (after.change === null || after.externalIdSource !== "none" || keepsExternalId(written)) continue;
      // What takes an external ID from people who have one is another finding.
      if (before !== null && before.externalIdSource !== "none") continue;
      const policy = world.policy(after.policyId, after.networkId);
      const isLockOut = canSignIn(signInFacts(world, policy, after.networkId, false)) === false;
      yield {
        change: after.change,
        severity: isLockOut ? "blocked" : "attention",
        effect: () =>
          isLockOut
            ? "Nobody of this integration gets an external ID, and their policy allows no signer " +
              "that does without one: nobody can sign in."
            : "Nobody of this integration gets an external ID: a signer with use_external_id " +
              "matches none of them.",
        remedy: 'Set external_id, as in { source = "custom", path = "externalId" }.',
      };
    }
  },
};
