import type { Rule } from "../../findings/rule";
import { effectOn, losersOf } from "./losers-of";

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
      const losers = losersOf(signer, review);
      yield {
        change: signer.change,
        severity: losers.isUnused ? "info" : "blocked",
        people: losers.people,
        ...(losers.of === null ? {} : { of: losers.of }),
        effect: (who) => `The signer is switched off${effectOn(losers, who)}`,
        remedy: "Allow another enabled signer in their policies first, or keep enabled = true.",
      };
    }
  },
};
