import type { Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";
import { isRotated, tokenChanges } from "./token-changes";

/** A token whose value stands in the state. Golden: `token-in-clear`. */
export const tokenInClear: Rule = {
  code: "token-in-clear",
  severity: "info",
  says: "A token is minted and kept in clear in the Terraform state.",
  *check(review) {
    for (const change of tokenChanges(review)) {
      const { action, before, after } = change;
      const isMinted = action === "create" || action === "replace" || isRotated(change);
      const isMoved = before !== null && knownTextAt(before, "storage") !== "state" && action === "update";
      if ((!isMinted && !isMoved) || knownTextAt(after, "storage") !== "state") continue;
      yield {
        change,
        effect: () => "The value of the token will stand in clear in the state and in its backups.",
        remedy: 'Protect the state, or set storage = "sealed" or "none".',
      };
    }
  },
};
