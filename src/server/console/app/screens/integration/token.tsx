import type { Integration } from "../../../../../contract/gateway/integration";

/** The tab "Token" of an integration. */
export function TokenTab({ integration }: { readonly integration: Integration }) {
  return <p>Not built yet: {integration.name}.</p>;
}
