import type { Rule } from "../../findings/rule";
import { losersOf } from "./losers-of";

/** A signer that is switched off. Golden: `signer-disabled`. */
export const signerDisabled: Rule = {
  code: "signer-disabled",
  severity: "blocked",
  says: "A JWT signer is switched off while people sign in with its tokens.",
  *check(review) {
    const { worlds } = review;
    for (const signer of worlds.before.signers) {
      const later = worlds.after.signer(signer.id);
      if (signer.change === null || later === null) continue;
      if (signer.facts.isEnabled !== true || later.facts.isEnabled !== false) continue;
      const { people, of, fate, isUnused } = losersOf(signer, review);
      yield {
        change: signer.change,
        severity: isUnused ? "info" : "blocked",
        people,
        ...(of === null ? {} : { of }),
        effect: (who) =>
          isUnused
            ? "The signer is switched off. No policy needs it for anybody's sign-in."
            : `The signer is switched off: ${who} ${fate}.`,
        remedy: "Allow another enabled signer in their policies first, or keep enabled = true.",
      };
    }
  },
};
