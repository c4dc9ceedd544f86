import { exactly } from "../../../contract/sign-in/count";
import type { Rule } from "../../findings/rule";
import { mappingChanges, samplesOf } from "./mapping-changes";

/** A mapping that takes the external ID from identities. Golden: `external-id-lost`. */
export const externalIdLost: Rule = {
  code: "external-id-lost",
  severity: "blocked",
  says: "New mapping settings take the external ID from identities.",
  *check(review) {
    for (const { cause, before, after, people, preview } of mappingChanges(review)) {
      const isCertain = preview === null && after.externalIdSource === "none";
      const hadOne = before !== null && before.externalIdSource !== "none";
      if (preview === null ? !(isCertain && hadOne) : preview.externalIdLost === 0) continue;
      yield {
        change: cause,
        people: preview === null ? people.withExternalId : exactly(preview.externalIdLost),
        ...(preview === null ? {} : { of: preview.identities }),
        effect: (who) => `${who} lose their external ID, so that no token is matched by it any more.`,
        remedy: "Keep the source of the external ID, or switch to one that every user has.",
        samples: samplesOf(preview, "externalIdLost", "external ID"),
      };
    }
  },
};
