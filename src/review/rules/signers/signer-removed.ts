import type { Rule } from "../../findings/rule";
import { effectOn, losersOf } from "./losers-of";

/** A signer that is destroyed or replaced. Golden: `signer-removed`. */
export const signerRemoved: Rule = {
  code: "signer-removed",
  severity: "blocked",
  says: "A JWT signer is destroyed while people sign in with its tokens.",
  *check(review) {
    const { worlds } = review;
    for (const signer of worlds.before.signers) {
      const isGone = worlds.after.signer(signer.id) === null;
      // A signer that was off let nobody in.
      if (signer.change === null || !isGone || signer.facts.isEnabled === false) continue;
      const losers = losersOf(signer, review);
      const what = signer.change.action === "replace" ? "replaced by a new one" : "destroyed";
      yield {
        change: signer.change,
        severity: losers.isUnused ? "info" : "blocked",
        people: losers.people,
        ...(losers.of === null ? {} : { of: losers.of }),
        effect: (who) => `The signer is ${what}${effectOn(losers, who)}`,
        remedy: "Allow another enabled signer in their policies first, and apply that on its own.",
      };
    }
  },
};
