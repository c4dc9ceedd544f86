import { isNobody } from "../../../contract/sign-in/count";
import type { Severity } from "../../findings/finding";
import type { Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";
import { peopleOfIntegration } from "../../world/people";

const FATES: Readonly<
  Record<string, { readonly effect: (who: string) => string; readonly severity: Severity }>
> = {
  keep: {
    severity: "attention",
    effect: (who) =>
      `${who} keep their access and belong to no integration: nothing disables them when they leave.`,
  },
  disable: {
    severity: "blocked",
    effect: (who) => `${who} can no longer sign in: their identities are disabled.`,
  },
  delete: {
    severity: "blocked",
    effect: (who) => `${who} can no longer sign in: their identities are deleted.`,
  },
};

/** An integration that goes. Goldens: `integration-destroyed-keep`, `-disable` and `-delete`. */
export const integrationDestroyed: Rule = {
  code: "integration-destroyed",
  severity: "blocked",
  says: "An integration is destroyed, and its identities are kept, disabled or deleted.",
  *check({ plan, live }) {
    for (const change of plan.changes) {
      if (change.type !== "netfoundry_scim_integration" || change.action !== "delete") continue;
      const fate = knownTextAt(change.before, "identities_on_destroy") ?? "keep";
      const { effect, severity } = FATES[fate] ?? {
        severity: "blocked",
        effect: (who: string) => `What becomes of ${who} is not known.`,
      };
      const people = peopleOfIntegration(live, knownTextAt(change.before, "id") ?? "").all;
      yield {
        change,
        severity: isNobody(people) ? "attention" : severity,
        people,
        effect: (who) =>
          `The integration is destroyed. ${isNobody(people) ? "It has no identities." : effect(who)}`,
        remedy:
          fate === "keep"
            ? 'To end their access too, first apply identities_on_destroy = "disable".'
            : 'To leave the identities as they are, first apply identities_on_destroy = "keep".',
      };
    }
  },
};
