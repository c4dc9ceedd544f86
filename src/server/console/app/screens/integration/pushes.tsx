import type { Integration } from "../../../../../contract/gateway/integration";

/** The tab "Pushes" of an integration. */
export function PushesTab({ integration }: { readonly integration: Integration }) {
  return <p>Not built yet: {integration.name}.</p>;
}
