import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Review, Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";
import { idAfter } from "../../world/new-ids";
import type { PolicyObject, SignerObject } from "../../world/objects";

/** An object that goes while another names it. Golden: `deleted-still-named`. */
export const deletedStillNamed: Rule = {
  code: "deleted-still-named",
  severity: "blocked",
  says: "A policy or signer is destroyed while a mapping, a policy or an identity still names it.",
  *check(review) {
    const { before, after } = review.worlds;
    for (const policy of before.policies) {
      if (policy.change === null || after.policy(policy.id, policy.networkId) !== null) continue;
      const namedBy = [...after.mappings].filter(
        ({ policyId, networkId }) =>
          policyId === policy.id && (networkId === null || networkId === policy.networkId),
      );
      const successor = successorOf(policy);
      const movedLater = [...after.mappings].filter(
        ({ integrationId, policyId, change }) =>
          change?.action === "update" &&
          policyId === successor &&
          before.mapping(integrationId)?.policyId === policy.id,
      );
      if (movedLater.length > 0)
        yield found(policy, `the mapping of ${some(movedLater.length, "integration")} moves on only later`);
      else if (namedBy.length > 0)
        yield found(policy, `the mapping of ${some(namedBy.length, "integration")} still assigns it`);
      else {
        const left = leftBehind(policy, review);
        if (left > 0) yield found(policy, `${some(left, "identity", "identities")} still have it`);
      }
    }
    for (const signer of before.signers) {
      if (signer.change === null || after.signer(signer.id) !== null) continue;
      const count = [...after.policies].filter((one) => names(one, signer)).length;
      const successor = successorOf(signer);
      const later = [...before.policies].filter((one) => {
        const changed = after.policy(one.id, one.networkId);
        return (
          names(one, signer) && changed?.change?.action === "update" && names(changed, { id: successor })
        );
      }).length;
      if (count > 0) yield found(signer, `${some(count, "auth policy", "auth policies")} still name it`);
      else if (later > 0)
        yield found(
          signer,
          `${some(later, "auth policy", "auth policies")} ${later === 1 ? "moves" : "move"} on only later`,
        );
    }
  },
};

/**
 * The id of what replaces an object that Terraform deletes first. What names it can move on only once the new
 * one is there. Null when the new one is made first, or when there is none.
 */
function successorOf({ change }: PolicyObject | SignerObject): string | null {
  return change?.isDeletedFirst ? idAfter(change) : null;
}

function found({ change }: PolicyObject | SignerObject, reason: string) {
  return {
    change,
    effect: () => `It is destroyed, but ${reason}: the API refuses, and the apply stops half-way.`,
    remedy: "Change what names it first, in an apply of its own, or set create_before_destroy = true.",
  };
}

/** Identities that have the policy, and that no change of the plan moves to another one or deletes. */
function leftBehind({ id, networkId }: PolicyObject, { live, worlds }: Review): number {
  const all = live?.networks[networkId ?? ""]?.byPolicy[id]?.identities ?? 0;
  const leaving = [...worlds.before.mappings]
    .filter(({ policyId, integrationId }) => policyId === id && leaves(integrationId, worlds))
    .reduce((sum, { integrationId }) => sum + ofIntegration(integrationId, { live }), 0);
  return Math.max(0, all - leaving);
}

/** Whether the people of an integration get another policy, or are deleted with it. */
function leaves(integrationId: string, { before, after }: Review["worlds"]): boolean {
  if (after.integration(integrationId) !== null || before.integration(integrationId) === null) return true;
  const values = before.integration(integrationId)?.change?.before ?? null;
  return knownTextAt(values, "identities_on_destroy") === "delete";
}

function ofIntegration(id: string, { live }: Pick<Review, "live">): number {
  return Object.values(live?.networks ?? {})
    .flatMap(({ byIntegration }) => byIntegration[id]?.identities ?? [])
    .reduce((sum, one) => sum + one, 0);
}

function names({ facts }: PolicyObject, { id }: { readonly id: string | null }): boolean {
  if (id === null) return false;
  const { allowedSigners, requireExtJwtSigner } = facts;
  return requireExtJwtSigner === id || (allowedSigners !== NOT_KNOWN && allowedSigners.includes(id));
}

function some(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
