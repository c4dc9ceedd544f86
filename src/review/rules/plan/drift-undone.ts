import type { Rule } from "../../findings/rule";
import { changedPaths } from "../../plan/changed-paths";

/** A change made outside Terraform that the plan reverts. Golden: `drift-undone`. */
export const driftUndone: Rule = {
  code: "drift-undone",
  severity: "attention",
  says: "Somebody changed an object outside Terraform, and applying the plan undoes it.",
  *check({ plan }) {
    const changed = new Map(plan.changes.map((change) => [change.address, change]));
    for (const drift of plan.drift) {
      const action = changed.get(drift.address)?.action;
      if (action === undefined || action === "no-op") continue;
      const paths = changedPaths(drift).filter((path) => !COMPUTED.has(path));
      if (drift.action !== "delete" && paths.length === 0) continue;
      yield {
        change: drift,
        effect: () =>
          drift.action === "delete"
            ? "Somebody deleted it outside Terraform, and this plan makes it anew."
            : `Somebody changed ${paths.join(", ")} outside Terraform, and this plan changes it again.`,
        remedy: "Ask who changed it, and why. To keep the change, put it into the configuration.",
      };
    }
  },
};

/** What changes by itself. */
const COMPUTED: ReadonlySet<string> = new Set([
  "has_auth_token",
  "updated_at",
  "status",
  "rotation_due",
  "previous_token_id",
  "previous_expires_at",
]);
