import type { IntegrationUser } from "../../../../../../contract/gateway/integration-user";
import type { Tone } from "../../../parts/text/tone";

type Attribute = IntegrationUser["attributes"][number];
type Source = Attribute["sources"][number];

/** Whether the identity provider and the network let a user in, in words. */
export function userState({ active, identityDisabled }: IntegrationUser): {
  readonly words: string;
  readonly tone: Tone;
} {
  if (!active) return { words: "Inactive", tone: "bad" };
  return identityDisabled ? { words: "Disabled", tone: "bad" } : { words: "Active", tone: "good" };
}

/** What the controller of a gateway lacks of a person, in words. Null when it has everything. */
export function deliveryWords({ delivery }: Pick<IntegrationUser, "delivery">): {
  readonly words: string;
  readonly reason: string | null;
  readonly tone: Tone;
} | null {
  switch (delivery?.state) {
    case "pending":
      return { words: "Waits for the controller", reason: null, tone: "warn" };
    case "refused":
      return { words: "Refused by the controller", reason: delivery.refusal, tone: "bad" };
    default:
      return null;
  }
}

/** What the controller of a gateway lacks of an integration, in sentences without the instant. */
export function deliveriesWords(deliveries: { readonly pending: number; readonly refused: number }) {
  const { pending, refused } = deliveries;
  const people = (count: number) => `${count.toLocaleString()} ${count === 1 ? "person" : "people"}`;
  return {
    pending: pending === 0 ? null : `Changes of ${people(pending)} wait for the controller of the network`,
    refused:
      refused === 0
        ? null
        : `The controller refuses changes of ${people(refused)}. The tab “People” says why. ` +
          "They are tried again with the next push.",
  };
}

/** Where an attribute comes from, as in "group Staff, and set by hand". */
export function sourceWords({ sources }: Attribute): string {
  const words = sources.map(wordsOf);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")}, and ${words.at(-1)}`;
}

/** An attribute with its sources, for the CSV file. */
export function attributeText(attribute: Attribute): string {
  return `${attribute.value} (${sourceWords(attribute)})`;
}

function wordsOf(source: Source): string {
  switch (source.kind) {
    case "group":
      return groupWords(source);
    case "role":
      return "role of the user";
    case "entitlement":
      return "entitlement of the user";
    case "manual":
      return "set by hand";
    default:
      // A newer server may know other sources.
      return source.kind;
  }
}

/** The attribute keeps the name that the group had when the user joined it. */
function groupWords({ groupName, frozenName }: Source): string {
  if (groupName === undefined) return "group that is gone";
  return groupName === frozenName ? "group of this name" : `group that is now “${groupName}”`;
}
