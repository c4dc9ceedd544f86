import { exactly } from "../../../contract/sign-in/count";
import type { Rule } from "../../findings/rule";
import { mappingChanges, samplesOf } from "./mapping-changes";

/** A mapping that renames identities. Golden: `identities-renamed`. */
export const identitiesRenamed: Rule = {
  code: "identities-renamed",
  severity: "attention",
  says: "New mapping settings give identities another name.",
  *check(review) {
    for (const { cause, before, after, people, preview } of mappingChanges(review)) {
      const isOtherField = before !== null && before.identityName !== after.identityName;
      if (preview === null ? !isOtherField : preview.renamed === 0) continue;
      yield {
        change: cause,
        people: preview === null ? people.all : exactly(preview.renamed),
        ...(preview === null ? {} : { of: preview.identities }),
        effect: (who) => `${who} are renamed. They keep their access; people look for them by the new name.`,
        remedy: "Tell those who look for identities by name, as in dashboards and scripts.",
        samples: samplesOf(preview, "renamed", "name"),
      };
    }
  },
};
