import type { IntegrationTabProps } from "./tab-props";

/** The tab "Token" of an integration. */
export function TokenTab({ integration }: IntegrationTabProps) {
  return <p>Not built yet: {integration.name}.</p>;
}
