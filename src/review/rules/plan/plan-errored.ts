import type { Rule } from "../../findings/rule";

/** A plan that failed. Golden: `plan-errored`. */
export const planErrored: Rule = {
  code: "plan-errored",
  severity: "blocked",
  says: "Terraform could not finish the plan, so that its changes are not all there.",
  *check({ plan }) {
    if (!plan.isErrored) return;
    yield {
      change: null,
      effect: () => "Terraform could not finish this plan: what it would change is not known.",
      remedy: "Mend the error that terraform plan printed, and plan again.",
    };
  },
};
