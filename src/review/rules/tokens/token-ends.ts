import type { Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";
import { isRotated, lastUse, tokenChanges } from "./token-changes";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A token that no run of the pipeline can rotate in time. Golden: `token-ends`. */
export const tokenEnds: Rule = {
  code: "token-ends",
  severity: "attention",
  says: "A token ends before the next scheduled run of the pipeline (schedule in review.yaml), or has ended.",
  *check(review) {
    const { now, scheduleMs } = review;
    for (const change of tokenChanges(review)) {
      const { before, after, action } = change;
      if (before === null || after === null || isRotated(change) || action === "replace") continue;
      const status = knownTextAt(before, "status");
      const end = knownTextAt(before, "expires_at");
      const left = end === null || now === null ? null : Date.parse(end) - now;
      const hasEnded =
        status === "expired" || status === "revoked" || status === "missing" || (left !== null && left <= 0);
      if (!hasEnded && (left === null || scheduleMs === null || left > scheduleMs || status !== "live"))
        continue;
      const days = left === null ? null : Math.floor(Math.abs(left) / DAY_MS);
      yield {
        change,
        severity: hasEnded ? "blocked" : "attention",
        ...(days === null ? {} : { days }),
        effect: () =>
          hasEnded
            ? `The token has ended, and this plan does not mint another: SCIM stands ` +
              `still.${lastUse(change, review)}`
            : `The token ends at ${end}, before the next scheduled run: SCIM stops ` +
              `then.${lastUse(change, review)}`,
        remedy:
          "Rotate it in this run: change rotation_triggers. To have it rotated in time, set rotate_before.",
      };
    }
  },
};
