import type { ComponentChildren } from "preact";
import type { Integration } from "../../../../../contract/gateway/integration";
import { callForAnswer } from "../../api/call";
import { useResource } from "../../parts/resource";
import { Tabs } from "../../parts/tabs";
import { Waiting } from "../../parts/waiting";
import { navigate } from "../../routing/location";
import { INTEGRATION_TABS, type IntegrationTab, paths } from "../../routing/paths";
import { Screen } from "../../routing/screen";
import { ConnectTab } from "./connect";
import { MappingTab } from "./mapping";
import { PeopleTab } from "./people";
import { PushesTab } from "./pushes";
import type { IntegrationTabProps } from "./tab-props";
import { TokenTab } from "./token";

const LABELS: Readonly<Record<IntegrationTab, string>> = {
  connect: "Connect",
  token: "Token",
  mapping: "Mapping",
  people: "People",
  pushes: "Pushes and refusals",
};

const PANELS: Readonly<Record<IntegrationTab, (props: IntegrationTabProps) => ComponentChildren>> = {
  connect: ConnectTab,
  token: TokenTab,
  mapping: MappingTab,
  people: PeopleTab,
  pushes: PushesTab,
};

/** The page of one integration. */
export function IntegrationScreen({ id, tab }: { readonly id: string; readonly tab: IntegrationTab }) {
  const resource = useResource(id, (signal) =>
    callForAnswer<Integration>(`/scim/v1/integrations/${encodeURIComponent(id)}`, { signal }),
  );
  const Panel = PANELS[tab];
  return (
    <Screen title={resource.kind === "ready" ? resource.value.body.name : "Integration"}>
      <Waiting resource={resource} what="the integration">
        {({ body: integration, etag }) => (
          <Tabs
            label="Parts of the integration"
            tabs={INTEGRATION_TABS.map((each) => ({ id: each, label: LABELS[each] }))}
            selected={tab}
            onSelect={(next) => navigate(paths.integration(id, next))}
          >
            <Panel integration={integration} etag={etag} onChange={resource.reload} />
          </Tabs>
        )}
      </Waiting>
    </Screen>
  );
}
