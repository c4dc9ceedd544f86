import type { IntegrationTabProps } from "./tab-props";

/** The tab "People" of an integration. */
export function PeopleTab({ integration }: IntegrationTabProps) {
  return <p>Not built yet: {integration.name}.</p>;
}
