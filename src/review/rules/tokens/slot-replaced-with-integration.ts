import type { Rule } from "../../findings/rule";
import { goesWithIntegration, lastUse, tokenChanges } from "./token-changes";

/** A slot that cannot outlive its integration. Golden: `integration-recreated`. */
export const slotReplacedWithIntegration: Rule = {
  code: "slot-replaced-with-integration",
  severity: "attention",
  says: "A token slot is replaced because its integration is.",
  *check(review) {
    for (const change of tokenChanges(review)) {
      if (change.action !== "replace" || !goesWithIntegration(change, review)) continue;
      yield {
        change,
        effect: () =>
          `The token goes with its integration, and the new one counts its generations from 1 ` +
          `again.${lastUse(change, review)}`,
        remedy:
          "Give the identity provider the new URL and the new token together. Where generation is " +
          "the version of a " +
          "write-only argument, change that version yourself.",
      };
    }
  },
};
