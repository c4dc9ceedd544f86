import { exactly } from "../../../contract/sign-in/count";
import type { Review, Rule } from "../../findings/rule";
import type { PlannedChange } from "../../plan/plan";
import { mappingChanges, samplesOf } from "./mapping-changes";

/** A mapping that would give two identities one name or external ID. Golden: `identities-clash`. */
export const identitiesClash: Rule = {
  code: "identities-clash",
  severity: "blocked",
  says: "New mapping settings would give two identities one name or one external ID.",
  *check(review) {
    for (const { cause, preview } of mappingChanges(review)) {
      if (preview === null || preview.conflicts === 0) continue;
      const mayBeFreed = freesValues(review, cause);
      yield {
        change: cause,
        severity: mayBeFreed ? "attention" : "blocked",
        people: exactly(preview.conflicts),
        of: preview.identities,
        effect: (who) =>
          mayBeFreed
            ? `${who} would clash with another identity, unless another change of this plan frees ` +
              `the value first.`
            : `${who} would clash with another identity or have several values: the API refuses ` +
              `the whole apply.`,
        remedy: mayBeFreed
          ? "Apply the change that frees the value first, and plan again."
          : "Give the clashing people different values at the identity provider, or set " +
            'identity_name_conflict = "user_name".',
        samples: samplesOf(preview, "conflict", "value"),
      };
    }
  },
};

/** Whether another change of the plan may take the value from the identity that has it. */
function freesValues({ plan }: Review, cause: PlannedChange): boolean {
  return plan.changes.some((change) => {
    if (change === cause) return false;
    if (change.type === "netfoundry_scim_mapping")
      return change.action === "update" || change.action === "replace";
    const isGoing = change.action === "delete" || change.action === "replace";
    return (
      change.type === "netfoundry_scim_integration" &&
      isGoing &&
      change.before?.identities_on_destroy === "delete"
    );
  });
}
