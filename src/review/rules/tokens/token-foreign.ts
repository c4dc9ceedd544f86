import type { Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";
import { isRotated, tokenChanges } from "./token-changes";

/** A live token that this slot did not mint. Golden: `token-foreign`. */
export const tokenForeign: Rule = {
  code: "token-foreign",
  severity: "attention",
  says: "Somebody minted a token outside the slot.",
  *check(review) {
    for (const change of tokenChanges(review)) {
      const { before, after, action } = change;
      if (before === null || knownTextAt(before, "status") !== "superseded") continue;
      const isEnded = action === "delete" ? false : isRotated(change) || action === "replace";
      if (action === "delete") continue;
      yield {
        change,
        severity: isEnded ? "blocked" : "attention",
        effect: () =>
          isEnded
            ? "Somebody minted a token outside this slot, and this plan ends that token."
            : "Somebody minted a token outside this slot: the one in the slot no longer opens the " +
              "integration.",
        remedy: isEnded
          ? "Ask who minted it before applying: it may be in use."
          : knownTextAt(after, "on_external_rotation") === "adopt"
            ? "Nothing: the slot takes it over with the next refresh, without its value."
            : 'Ask who minted it. Then set on_external_rotation to "adopt" to keep it, or to ' +
              '"rotate" to end it.',
      };
    }
  },
};
