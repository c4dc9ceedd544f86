import { exactly } from "../../../contract/sign-in/count";
import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import { isNewId } from "../../world/new-ids";
import { mappingChanges } from "./mapping-changes";

/** A mapping that gives identities another auth policy. Golden: `policy-reassigned`. */
export const policyReassigned: Rule = {
  code: "policy-reassigned",
  severity: "attention",
  says: "New mapping settings give identities another auth policy.",
  *check(review) {
    for (const { cause, before, after, people, preview } of mappingChanges(review)) {
      const isOther = before !== null && before.policyId !== after.policyId;
      const isNew = after.policyId === NOT_KNOWN || isNewId(after.policyId);
      // A preview cannot be asked for a policy that does not exist yet.
      const isCounted = preview !== null && !isNew;
      if (isCounted ? preview.policyChanged === 0 : !isOther) continue;
      const policy = review.worlds.after.policy(after.policyId, after.networkId);
      const name = policy === null ? "another auth policy" : `the auth policy "${policy.name}"`;
      yield {
        change: cause,
        people: isCounted ? exactly(preview.policyChanged) : people.all,
        ...(preview === null ? {} : { of: preview.identities }),
        effect: (who) => `${who} get ${name}, which decides from their next sign-in.`,
        remedy:
          "Compare the two policies: what the new one does not allow, these people cannot use any more.",
      };
    }
  },
};
