import type { IntegrationTabProps } from "./tab-props";

/** The tab "Connect" of an integration. */
export function ConnectTab({ integration }: IntegrationTabProps) {
  return <p>Not built yet: {integration.name}.</p>;
}
