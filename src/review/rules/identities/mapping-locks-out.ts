import type { Obstacle } from "../../../contract/sign-in/can-sign-in";
import { isNobody } from "../../../contract/sign-in/count";
import type { Rule } from "../../findings/rule";
import { mappingChanges } from "./mapping-changes";
import { mappingEffect } from "./mapping-effect";

const REASONS: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: "their identities are disabled",
  POLICY_FORBIDS_EXT_JWT: "the policy that they get does not allow the token of an identity provider",
  NO_ENABLED_SIGNER_ALLOWED: "the policy that they get allows no enabled JWT signer",
  NO_EXTERNAL_ID: "every signer that their policy allows matches by external ID, and they lose theirs",
  NO_SECOND_SIGNER: "the policy that they get asks for a second token that no enabled signer accepts",
};

/** A mapping after which its own people cannot sign in. Golden: `mapping-locks-out`. */
export const mappingLocksOut: Rule = {
  code: "mapping-locks-out",
  severity: "blocked",
  says: "New mapping settings take sign-in from the people of the integration.",
  *check(review) {
    for (const change of mappingChanges(review)) {
      const effect = mappingEffect(change, review);
      if (effect === null || isNobody(effect.lose) || effect.obstacles.length === 0) continue;
      const reason = effect.obstacles.map((obstacle) => REASONS[obstacle]).join(", or ");
      yield {
        change: change.cause,
        people: effect.lose,
        effect: (who) => `${who} can no longer sign in: ${reason}.`,
        remedy:
          "Assign a policy that allows their tokens, and keep the external ID that the signer matches by.",
      };
    }
  },
};
