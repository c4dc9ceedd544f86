import type { Integration } from "../../../../../contract/gateway/integration";

/** The tab "Mapping" of an integration. */
export function MappingTab({ integration }: { readonly integration: Integration }) {
  return <p>Not built yet: {integration.name}.</p>;
}
