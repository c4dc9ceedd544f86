import type { Rule } from "../../findings/rule";
import { flagAt, knownTextAt } from "../../plan/read-value";
import { goesWithIntegration, lastUse, tokenChanges } from "./token-changes";

/** A slot that is destroyed with its token. Golden: `token-revoked`. */
export const tokenRevoked: Rule = {
  code: "token-revoked",
  severity: "attention",
  says: "Destroying a slot revokes its token, or leaves it valid.",
  *check(review) {
    for (const change of tokenChanges(review)) {
      if (change.action !== "delete" || goesWithIntegration(change, review)) continue;
      const isLive = knownTextAt(change.before, "status") === "live";
      if (!isLive) continue;
      const isRevoked = flagAt(change.before, "revoke_on_destroy") === true;
      yield {
        change,
        effect: () =>
          isRevoked
            ? `The token is revoked: SCIM stops until the identity provider has ` +
              `another.${lastUse(change, review)}`
            : `The slot goes and its token stays valid: nothing manages it any ` +
              `more.${lastUse(change, review)}`,
        remedy: isRevoked
          ? "Stop the provisioning at the identity provider first, or keep the slot."
          : "Revoke the token by hand when nobody uses it, or set revoke_on_destroy = true first.",
      };
    }
  },
};
