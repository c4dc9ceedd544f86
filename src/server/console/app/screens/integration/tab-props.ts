import type { Integration } from "../../../../../contract/gateway/integration";

/** What each tab of an integration's page gets. */
export interface IntegrationTabProps {
  readonly integration: Integration;
  /** The version of the integration and of its mapping, for `If-Match`. */
  readonly etag: string | null;
  /** Loads the integration anew, after the tab changed something of it. */
  readonly onChange: () => void;
}
