import { exactly, isNobody, NOBODY } from "../../../contract/sign-in/count";
import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import { inWords } from "../../people/in-words";
import { isNewId } from "../../world/new-ids";
import { mappingChanges } from "./mapping-changes";
import { mappingEffect } from "./mapping-effect";

/** A mapping that gives identities another auth policy. Golden: `policy-reassigned`. */
export const policyReassigned: Rule = {
  code: "policy-reassigned",
  severity: "attention",
  says: "New mapping settings give identities another auth policy.",
  *check(review) {
    for (const change of mappingChanges(review)) {
      const { cause, before, after, people, preview } = change;
      const isOther = before !== null && before.policyId !== after.policyId;
      const isNew = after.policyId === NOT_KNOWN || isNewId(after.policyId);
      // A preview cannot be asked for a policy that does not exist yet.
      const isCounted = preview !== null && !isNew;
      if (isCounted ? preview.policyChanged === 0 : !isOther) continue;
      const policy = review.worlds.after.policy(after.policyId, after.networkId);
      const name = policy === null ? "another auth policy" : `the auth policy "${policy.name}"`;
      const signIn = mappingEffect(change, review);
      const another = signIn?.needAnotherToken ?? NOBODY;
      const second = signIn?.needSecondFactor ?? NOBODY;
      const tokens = isNobody(another)
        ? ""
        : ` It accepts other tokens: ${inWords(another)} need another one.`;
      const factor = isNobody(second) ? "" : ` It asks for a second factor: ${inWords(second)} need one.`;
      yield {
        change: cause,
        severity: isNobody(another) ? "attention" : "blocked",
        people: isCounted ? exactly(preview.policyChanged) : people.all,
        ...(preview === null ? {} : { of: preview.identities }),
        effect: (who) => `${who} get ${name}, which decides from their next sign-in.${tokens}${factor}`,
        remedy:
          "Compare the two policies: what the new one does not allow, these people cannot use any more.",
      };
    }
  },
};
