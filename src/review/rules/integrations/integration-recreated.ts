import type { Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";
import { peopleOfIntegration } from "../../world/people";

const FATES: Readonly<Record<string, string>> = {
  keep: "stay behind without an integration",
  disable: "are disabled",
  delete: "are deleted",
};

/** An integration that is made anew, here or elsewhere. Goldens: `integration-recreated`, `-moved`. */
export const integrationRecreated: Rule = {
  code: "integration-recreated",
  severity: "blocked",
  says:
    "An integration is replaced: its URL changes, its token ends and its identities stay with " +
    "the old one.",
  *check({ plan, live }) {
    for (const change of plan.changes) {
      const { type, action, before, after } = change;
      if (type !== "netfoundry_scim_integration" || action !== "replace") continue;
      const network = knownTextAt(after, "network_id");
      const isMoved = network !== null && network !== knownTextAt(before, "network_id");
      if (change.isForgotten) {
        yield {
          change,
          severity: "attention",
          people: peopleOfIntegration(live, knownTextAt(before, "id") ?? "").all,
          effect: (who) =>
            "A second integration is made, with a URL of its own. The old one lives on, and nothing " +
            `manages it any more: its URL and its token stay, and ${who} stay with it.`,
          remedy:
            "Give the identity provider the URL and a token of the new one, set adopt_identities so that " +
            "the people are taken over, and delete the old one.",
        };
        continue;
      }
      const fate = FATES[knownTextAt(before, "identities_on_destroy") ?? "keep"] ?? "are affected";
      yield {
        change,
        people: peopleOfIntegration(live, knownTextAt(before, "id") ?? "").all,
        effect: (who) =>
          `The integration is ${isMoved ? "moved to another network" : "made anew"}: it gets a ` +
          `new URL, its token ends, and ${who} ${fate}.`,
        remedy:
          "Give the identity provider the new URL and token, and set adopt_identities so that the " +
          "people are " +
          "taken over. To avoid it, take out what forces the replacement.",
      };
    }
  },
};
