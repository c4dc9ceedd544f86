import type { Rule } from "../../findings/rule";
import { flagAt, knownTextAt } from "../../plan/read-value";

/** A mapping that nobody manages any more. Golden: `mapping-stays`. */
export const mappingStays: Rule = {
  code: "mapping-stays",
  severity: "info",
  says: "Destroying a mapping leaves the settings of the integration as they are.",
  *check({ plan, worlds }) {
    for (const change of plan.changes) {
      const { type, action, before } = change;
      if (type !== "netfoundry_scim_mapping" || action !== "delete") continue;
      const id = knownTextAt(before, "integration_id");
      if (id === null || flagAt(before, "reset_on_destroy") === true) continue;
      const isGone = worlds.before.integration(id) !== null && worlds.after.integration(id) === null;
      const isManaged = worlds.after.mapping(id)?.change !== change;
      if (isGone || isManaged) continue;
      yield {
        change,
        effect: () =>
          "The mapping settings stay as they are on the integration, and nothing manages them any more.",
        remedy: "To reset them, first apply reset_on_destroy = true.",
      };
    }
  },
};
