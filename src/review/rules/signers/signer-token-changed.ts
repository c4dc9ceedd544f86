import type { TokenFacts } from "../../../contract/sign-in/facts";
import type { Rule } from "../../findings/rule";
import { losersOf } from "./losers-of";

/** What a signer asks of a token, in the words of the report. */
const ASKS: Readonly<Record<keyof TokenFacts, string>> = {
  issuer: "another issuer",
  audience: "another audience",
  claimsProperty: "another claim that names the person",
  keys: "other keys",
  useExternalId: "another match",
};

/** A signer that expects other tokens than before. Golden: `signer-audience`, and one for each part. */
export const signerTokenChanged: Rule = {
  code: "signer-token-changed",
  severity: "blocked",
  says: "A JWT signer expects another issuer, audience or claim, other keys, or matches by another id.",
  *check(review) {
    const { worlds } = review;
    for (const signer of worlds.before.signers) {
      const later = worlds.after.signer(signer.id);
      if (signer.change === null || later === null) continue;
      if (signer.facts.isEnabled === false || later.facts.isEnabled === false) continue;
      const [one, other] = [signer.facts.token, later.facts.token];
      const parts = (Object.keys(ASKS) as (keyof TokenFacts)[]).filter((part) => one[part] !== other[part]);
      if (parts.length === 0) continue;
      const { affected, of, isUnused } = losersOf(signer, review);
      yield {
        change: signer.change,
        severity: isUnused ? "info" : "blocked",
        people: affected,
        ...(of === null ? {} : { of }),
        effect: (who) =>
          isUnused
            ? `The signer expects ${listed(parts, other)}. Nobody signs in with its tokens today.`
            : `The signer expects ${listed(parts, other)}: ${who} need another token.`,
        remedy: remedyOf(parts),
      };
    }
  },
};

function listed(parts: readonly (keyof TokenFacts)[], after: TokenFacts): string {
  const texts = parts.map((part) => {
    if (part !== "useExternalId") return ASKS[part];
    if (after.useExternalId === true) return "the external ID in the claim instead of the id of the identity";
    return after.useExternalId === false
      ? "the id of the identity in the claim instead of the external ID"
      : ASKS[part];
  });
  return texts.length === 1 ? `${texts[0]}` : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

function remedyOf(parts: readonly (keyof TokenFacts)[]): string {
  if (parts.length === 1 && parts[0] === "keys")
    return (
      "Confirm that the new keys verify the tokens that people get today. Otherwise create a second signer " +
      "first, and remove this one when nobody uses it."
    );
  if (parts.includes("useExternalId"))
    return "Identities that SCIM makes need use_external_id = true. Change it only together with the tokens.";
  return (
    "Change the identity provider at the same moment, or create a second signer, allow both, and " +
    "remove this " +
    "one when nobody uses it."
  );
}
