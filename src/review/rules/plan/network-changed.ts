import { parseUrl } from "../../../contract/parse-url";
import type { Rule } from "../../findings/rule";
import { knownTextAt } from "../../plan/read-value";

/** An object that would be looked for elsewhere. Golden: `network-changed`. */
export const networkChanged: Rule = {
  code: "network-changed",
  severity: "blocked",
  says: "An object changes its network, or its API answers at another host.",
  *check({ plan }) {
    for (const change of [...plan.changes, ...plan.drift]) {
      if (change.type === "netfoundry_scim_integration" && change.action === "replace") continue;
      const { before, after } = change;
      if (before === null || after === null) continue;
      const [network, other] = [knownTextAt(before, "network_id"), knownTextAt(after, "network_id")];
      const [host, otherHost] = [hostOf(before.integration_url), hostOf(after.integration_url)];
      const isMoved = network !== null && other !== null && network !== other;
      const isElsewhere = host !== null && otherHost !== null && host !== otherHost;
      if (!isMoved && !isElsewhere) continue;
      yield {
        change,
        effect: () =>
          isMoved
            ? "It belongs to another network than before: the original stays in the old network, unmanaged."
            : `Its URL leads to another host than before (${host}, now ${otherHost}): tokens and ` +
              `people's data go there.`,
        remedy: "Confirm that the provider block, or its environment, names the network that is meant.",
      };
    }
  },
};

function hostOf(value: unknown): string | null {
  return typeof value === "string" ? (parseUrl(value)?.host ?? null) : null;
}
