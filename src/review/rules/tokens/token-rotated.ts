import type { Rule } from "../../findings/rule";
import { hasOverlap, isRotated, lastUse, tokenChanges } from "./token-changes";

/** A rotation with overlap. Golden: `token-rotated`. */
export const tokenRotated: Rule = {
  code: "token-rotated",
  severity: "info",
  says: "A token is rotated, and the former one stays valid for a while.",
  *check(review) {
    for (const change of tokenChanges(review)) {
      if (!isRotated(change) || !hasOverlap(change)) continue;
      const overlap = change.after?.overlap;
      const time = typeof overlap === "string" ? overlap : "the overlap";
      yield {
        change,
        effect: () =>
          `The token is rotated. The former one stays valid for ${time}.${lastUse(change, review)}`,
        remedy: "Give the identity provider the new token before the overlap ends.",
      };
    }
  },
};
