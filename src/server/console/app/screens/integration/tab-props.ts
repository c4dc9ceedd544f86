import type { Integration } from "../../../../../contract/gateway/integration";
import type { Drafts } from "./drafts";

/** What each tab of an integration's page gets. */
export interface IntegrationTabProps {
  readonly integration: Integration;
  /** The version of the integration and of its mapping, for `If-Match`. */
  readonly etag: string | null;
  /** The tab writes its own edit here, and begins with it when it is shown again. */
  readonly drafts: Drafts;
  /** Loads the integration anew, after the tab changed something of it. */
  readonly onChange: () => void;
}
