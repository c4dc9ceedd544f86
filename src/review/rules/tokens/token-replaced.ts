import type { Rule } from "../../findings/rule";
import { goesWithIntegration, hasOverlap, isRotated, lastUse, tokenChanges } from "./token-changes";

/** A token that ends as soon as the new one is minted. Golden: `token-replaced`. */
export const tokenReplaced: Rule = {
  code: "token-replaced",
  severity: "attention",
  says: "A new token ends the former one at once.",
  *check(review) {
    for (const change of tokenChanges(review)) {
      const isReplaced = change.action === "replace" && !goesWithIntegration(change, review);
      if (!isReplaced && !(isRotated(change) && !hasOverlap(change))) continue;
      yield {
        change,
        effect: () =>
          `The token is replaced without overlap: SCIM stops until the identity provider has the ` +
          `new one.${lastUse(change, review)}`,
        remedy:
          "Hand the new token to the identity provider in the same run, or set overlap where the " +
          "server offers one.",
      };
    }
  },
};
