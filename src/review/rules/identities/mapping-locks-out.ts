import type { Obstacle } from "../../../contract/sign-in/can-sign-in";
import { exactly, isNobody } from "../../../contract/sign-in/count";
import { signInChange, sumOfChanges } from "../../../contract/sign-in/sign-in-change";
import type { Review, Rule } from "../../findings/rule";
import { signInFacts } from "../../world/sign-in";
import { type MappingChange, mappingChanges } from "./mapping-changes";

const REASONS: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: "their identities are disabled",
  POLICY_FORBIDS_EXT_JWT: "the policy that they get does not allow the token of an identity provider",
  NO_ENABLED_SIGNER_ALLOWED: "the policy that they get allows no enabled JWT signer",
  NO_EXTERNAL_ID: "every signer that their policy allows matches by external ID, and they lose theirs",
  NO_SECOND_SIGNER: "the policy that they get asks for a second token that no enabled signer accepts",
};

/** A mapping after which its own people cannot sign in. Golden: `mapping-locks-out`. */
export const mappingLocksOut: Rule = {
  code: "mapping-locks-out",
  severity: "blocked",
  says: "New mapping settings take sign-in from the people of the integration.",
  *check(review) {
    for (const change of mappingChanges(review)) {
      const effect = effectOf(change, review);
      if (effect === null || isNobody(effect.lose) || effect.obstacles.length === 0) continue;
      const reason = effect.obstacles.map((obstacle) => REASONS[obstacle]).join(", or ");
      yield {
        change: change.cause,
        people: effect.lose,
        effect: (who) => `${who} can no longer sign in: ${reason}.`,
        remedy:
          "Assign a policy that allows their tokens, and keep the external ID that the signer matches by.",
      };
    }
  },
};

function effectOf({ before, after, people, preview }: MappingChange, { worlds }: Review) {
  if (before === null) return null;
  const was = worlds.before.policy(before.policyId, before.networkId);
  const is = worlds.after.policy(after.policyId, after.networkId);
  if (was === null || is === null) return null;
  const facts = (hasExternalId: boolean) => signInFacts(worlds.before, was, before.networkId, hasExternalId);
  const later = (hasExternalId: boolean) => signInFacts(worlds.after, is, after.networkId, hasExternalId);
  const losesAll = after.externalIdSource === "none" && before.externalIdSource !== "none";
  const lost = preview === null ? null : exactly(preview.externalIdLost);
  const kept =
    preview === null || people.withExternalId.atMost === null
      ? people.withExternalId
      : exactly(Math.max(0, people.withExternalId.atMost - preview.externalIdLost));
  return sumOfChanges([
    signInChange(facts(false), later(false), people.withoutExternalId),
    ...(lost === null ? [] : [signInChange(facts(true), later(false), lost)]),
    signInChange(facts(true), later(!losesAll || lost !== null), kept),
  ]);
}
