import { allowsSigner } from "../../../contract/sign-in/can-sign-in";
import { all, any, NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import type { PolicyObject } from "../../world/objects";
import { signersFor } from "../../world/sign-in";
import type { World } from "../../world/world";
import { writtenMappings } from "./written-mappings";

/** A mapping whose external ID no signer looks at. Golden: `external-id-unmatched`. */
export const externalIdUnmatched: Rule = {
  code: "external-id-unmatched",
  severity: "attention",
  says: "A mapping sets an external ID that no enabled signer of the policy matches by.",
  *check(review) {
    const { after: world } = review.worlds;
    for (const { after } of writtenMappings(review)) {
      if (after.change === null || after.externalIdSource === "none" || after.externalIdSource === NOT_KNOWN)
        continue;
      const policy = world.policy(after.policyId, after.networkId);
      if (policy === null || policy.facts.extJwtAllowed === false) continue;
      if (isMatched(policy, world) !== false) continue;
      yield {
        change: after.change,
        effect: () =>
          "No enabled signer that the policy allows matches by external ID, so the external ID " +
          "lets nobody in.",
        remedy: "Set use_external_id = true on the signer of these people, and enable it.",
      };
    }
  },
};

function isMatched({ facts, networkId }: PolicyObject, world: World) {
  const { allowedSigners } = facts;
  return any(
    ...signersFor(world, facts, networkId).map(({ id, isEnabled, token }) =>
      all(
        isEnabled,
        token.useExternalId,
        allowedSigners === NOT_KNOWN ? NOT_KNOWN : allowsSigner(allowedSigners, id),
      ),
    ),
  );
}
