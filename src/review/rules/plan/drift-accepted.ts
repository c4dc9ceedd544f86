import type { Rule } from "../../findings/rule";
import { changedPaths } from "../../plan/changed-paths";

/** A change made outside Terraform that stays. Golden: `refresh-only`. */
export const driftAccepted: Rule = {
  code: "drift-accepted",
  severity: "attention",
  says: "A refresh-only plan accepts what somebody changed outside Terraform.",
  *check({ plan }) {
    if (!plan.isRefreshOnly) return;
    for (const drift of plan.drift) {
      const paths = changedPaths(drift);
      if (drift.action !== "delete" && paths.length === 0) continue;
      yield {
        change: drift,
        effect: () =>
          drift.action === "delete"
            ? "Somebody deleted it outside Terraform. This plan undoes nothing: the state forgets the object."
            : `Somebody changed ${paths.join(", ")} outside Terraform. This plan undoes nothing: ` +
              `the state accepts it.`,
        remedy: "Ask who changed it, and why. A normal plan shows what Terraform would undo.",
      };
    }
  },
};
