import { exactly } from "../../../contract/sign-in/count";
import type { Rule } from "../../findings/rule";
import { type MappingChange, mappingChanges, samplesOf } from "./mapping-changes";

/** A mapping that gives identities another external ID. Golden: `external-id-changed`. */
export const externalIdChanged: Rule = {
  code: "external-id-changed",
  severity: "blocked",
  says: "New mapping settings give identities another external ID.",
  *check(review) {
    for (const change of mappingChanges(review)) {
      const { cause, before, people, preview } = change;
      if (preview === null ? !isOtherSource(change) : preview.rekeyed === 0) continue;
      const isFirst = before?.externalIdSource === "none";
      yield {
        change: cause,
        severity: isFirst ? "info" : "blocked",
        people: preview === null ? people.all : exactly(preview.rekeyed),
        ...(preview === null ? {} : { of: preview.identities }),
        effect: (who) =>
          isFirst
            ? `${who} get an external ID, which they did not have before.`
            : `${who} get another external ID: their tokens must carry the new one.`,
        remedy: isFirst
          ? "Confirm that the claim of the JWT signer holds the same value."
          : "Change claims_property of the JWT signer in the same apply, and confirm that tokens " +
            "carry the new value.",
        samples: samplesOf(preview, "rekeyed", "external ID"),
      };
    }
  },
};

function isOtherSource({ before, after }: MappingChange): boolean {
  if (before === null || after.externalIdSource === "none") return false;
  return before.externalIdSource !== after.externalIdSource || before.externalIdPath !== after.externalIdPath;
}
