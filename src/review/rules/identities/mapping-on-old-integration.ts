import type { Rule } from "../../findings/rule";
import { isNewId } from "../../world/new-ids";
import { peopleOfIntegration } from "../../world/people";
import { writtenMappings } from "./written-mappings";

/** A mapping created on an integration that has people already. Golden: `mapping-on-old-integration`. */
export const mappingOnOldIntegration: Rule = {
  code: "mapping-on-old-integration",
  severity: "attention",
  says: "A mapping is created on an integration that exists: it changes the settings that are there.",
  *check(review) {
    const { live } = review;
    for (const { before, after } of writtenMappings(review)) {
      const { change, integrationId } = after;
      // A replaced mapping may be for another integration than before.
      if (change === null || change.action === "update" || change.isImport || isNewId(integrationId))
        continue;
      // This block or another one managed the same mapping before.
      if (before !== null && before.change !== null) continue;
      yield {
        change,
        people: peopleOfIntegration(live, integrationId).all,
        effect: (who) =>
          before === null
            ? `The integration exists and has settings, which this mapping changes for ${who}: ` +
              `how is not known.`
            : `The integration exists and has settings, which this mapping takes over. It has ${who}.`,
        remedy:
          before === null
            ? "Import the mapping first, or review with --live, to see what changes."
            : "Import the mapping first, so that the plan shows what changes.",
      };
    }
  },
};
