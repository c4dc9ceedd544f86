import type { Rule } from "../../findings/rule";

/** Something that --live could not learn. Golden: `live-not-known`. */
export const liveNotKnown: Rule = {
  code: "live-not-known",
  severity: "attention",
  says: "The API could not be asked with --live, or the credential does not see the network.",
  *check({ live }) {
    for (const { what, reason } of live?.problems ?? []) {
      yield {
        change: null,
        effect: () => `Not known: ${what}. ${reason}`,
        remedy: "Give --live the credential that the provider has, and run it where the API can be reached.",
      };
    }
  },
};
