import type { Rule } from "../../findings/rule";

/** A condition of the configuration that does not hold. Golden: `check-failed`. */
export const checkFailed: Rule = {
  code: "check-failed",
  severity: "attention",
  says: "A check block of the configuration fails.",
  *check({ plan }) {
    for (const { address, messages } of plan.failedChecks) {
      yield {
        change: { address, block: address },
        effect: () =>
          `A check of the configuration fails${messages.length === 0 ? "." : `: ${messages.join(" ")}`}`,
        remedy: "Mend what the check is about.",
      };
    }
  },
};
