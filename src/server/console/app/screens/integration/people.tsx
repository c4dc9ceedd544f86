import type { Integration } from "../../../../../contract/gateway/integration";

/** The tab "People" of an integration. */
export function PeopleTab({ integration }: { readonly integration: Integration }) {
  return <p>Not built yet: {integration.name}.</p>;
}
