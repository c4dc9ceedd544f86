import type { Rule } from "../../findings/rule";

/** A plan that leaves something out. Golden: `plan-partial`. */
export const planPartial: Rule = {
  code: "plan-partial",
  severity: "attention",
  says: "The plan is a part of what the configuration asks for: -target, or deferred changes.",
  *check({ plan }) {
    if (plan.partial === null) return;
    const isTarget = plan.partial === "target";
    yield {
      change: null,
      effect: () =>
        isTarget
          ? "This is a part of the plan (-target or -exclude): what the rest changes is not known."
          : "This is a part of the plan: Terraform put off changes whose values it does not know yet.",
      remedy: isTarget ? "Plan without -target." : "Apply, plan again and review that plan too.",
    };
  },
};
