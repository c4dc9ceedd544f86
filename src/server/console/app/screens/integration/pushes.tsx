import type { IntegrationTabProps } from "./tab-props";

/** The tab "Pushes" of an integration. */
export function PushesTab({ integration }: IntegrationTabProps) {
  return <p>Not built yet: {integration.name}.</p>;
}
