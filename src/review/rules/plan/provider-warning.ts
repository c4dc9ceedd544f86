import type { Rule } from "../../findings/rule";
import { blockAddress } from "../../plan/address";

/** A warning that the saved plan does not hold. Golden: `provider-warning`. */
export const providerWarning: Rule = {
  code: "provider-warning",
  severity: "attention",
  says: "The log of the plan (--log) holds a warning.",
  *check({ warnings }) {
    for (const { address, summary, detail } of warnings) {
      yield {
        change: address === null ? null : { address, block: blockAddress(address) },
        effect: () => (/[.!?]$/.test(summary) ? summary : `${summary}.`),
        remedy: detail.replace(/\s+/g, " ").trim(),
      };
    }
  },
};
