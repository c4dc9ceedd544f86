import type { Integration } from "../../../../../contract/gateway/integration";

/** The tab "Connect" of an integration. */
export function ConnectTab({ integration }: { readonly integration: Integration }) {
  return <p>Not built yet: {integration.name}.</p>;
}
