import type { IntegrationTabProps } from "./tab-props";

/** The tab "Mapping" of an integration. */
export function MappingTab({ integration }: IntegrationTabProps) {
  return <p>Not built yet: {integration.name}.</p>;
}
