import type { Rule } from "../../findings/rule";

/** An object that Terraform lets go of. Golden: `forget`. */
export const objectForgotten: Rule = {
  code: "object-forgotten",
  severity: "info",
  says: "Terraform forgets an object and leaves it as it is.",
  *check({ plan }) {
    for (const change of plan.changes) {
      if (change.action !== "forget") continue;
      yield {
        change,
        effect: () => "Terraform forgets it. The object stays as it is, and nothing manages it any more.",
        remedy: "",
      };
    }
  },
};
