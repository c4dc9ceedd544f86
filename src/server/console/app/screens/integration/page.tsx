import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Integration } from "../../../../../contract/gateway/integration";
import { callForAnswer } from "../../api/call";
import { ManagedByNotice, useAskTwice } from "../../parts/managed-by";
import { useResource } from "../../parts/resource";
import { Tabs } from "../../parts/tabs";
import { Copy } from "../../parts/text/copy";
import { Notice } from "../../parts/text/notice";
import { Pill } from "../../parts/text/pill";
import { Time } from "../../parts/text/time";
import { shownStanding } from "../../parts/text/token-standing";
import { Waiting } from "../../parts/waiting";
import { navigate } from "../../routing/location";
import { INTEGRATION_TABS, type IntegrationTab, paths } from "../../routing/paths";
import { Screen } from "../../routing/screen";
import { ConnectTab } from "./connect";
import { DeleteDialog } from "./delete-dialog";
import type { Drafts } from "./drafts";
import "./integration.css";
import { integrationPath } from "./integration-path";
import { MappingTab } from "./mapping";
import { PeopleTab } from "./people";
import { deliveriesWords } from "./people/person-words";
import { PushesTab } from "./pushes";
import { SettingsTab } from "./settings";
import type { IntegrationTabProps } from "./tab-props";
import { TokenTab } from "./token";

const LABELS: Readonly<Record<IntegrationTab, string>> = {
  connect: "Connect",
  token: "Token",
  mapping: "Mapping",
  people: "People",
  pushes: "Pushes and refusals",
  settings: "Settings",
};

const PANELS: Readonly<Record<IntegrationTab, (props: IntegrationTabProps) => ComponentChildren>> = {
  connect: ConnectTab,
  token: TokenTab,
  mapping: MappingTab,
  people: PeopleTab,
  pushes: PushesTab,
  settings: SettingsTab,
};

/** The page of one integration. */
export function IntegrationScreen({ id, tab }: { readonly id: string; readonly tab: IntegrationTab }) {
  const [isDeleting, setDeleting] = useState(false);
  const drafts = useRef<Drafts>({ mapping: null, settings: {} });
  const resource = useResource(id, (signal) => callForAnswer<Integration>(integrationPath(id), { signal }));
  const shown = resource.kind === "ready" ? resource.value : null;
  const { askTwice, question } = useAskTwice(shown?.body.managedBy);
  const openDeletion = () => {
    // The page may be open for long, and people were pushed meanwhile.
    resource.reload();
    setDeleting(true);
  };
  const Panel = PANELS[tab];
  return (
    <Screen
      title={shown?.body.name ?? "Integration"}
      part={LABELS[tab]}
      actions={
        shown !== null && (
          <button type="button" onClick={() => askTwice(openDeletion)}>
            Delete
          </button>
        )
      }
    >
      <Waiting resource={resource} what="the integration">
        {({ body: integration, etag }) => (
          <>
            <div class="stack integration-facts">
              <Facts integration={integration} />
              <Deliveries integration={integration} />
              <ManagedByNotice managedBy={integration.managedBy} />
            </div>
            <Tabs
              label="Parts of the integration"
              tabs={INTEGRATION_TABS.map((each) => ({ id: each, label: LABELS[each] }))}
              selected={tab}
              onSelect={(next) => navigate(paths.integration(id, next))}
            >
              <Panel
                integration={integration}
                etag={etag}
                drafts={drafts.current}
                onChange={resource.reload}
              />
            </Tabs>
            {question}
            {isDeleting && (
              <DeleteDialog
                integration={integration}
                etag={etag}
                onConflict={resource.reload}
                onClose={() => setDeleting(false)}
              />
            )}
          </>
        )}
      </Waiting>
    </Screen>
  );
}

/** Says what the controller of a gateway lacks. */
function Deliveries({ integration: { deliveries } }: { readonly integration: Integration }) {
  if (!deliveries) return null;
  const { pending, refused } = deliveriesWords(deliveries);
  return (
    <>
      {pending !== null && (
        <Notice tone="warn" announce>
          <p>
            {pending} (the oldest since <Time at={deliveries.oldestPending} />
            ).
          </p>
        </Notice>
      )}
      {refused !== null && (
        <Notice tone="bad" announce>
          <p>{refused}</p>
        </Notice>
      )}
    </>
  );
}

function Facts({ integration }: { readonly integration: Integration }) {
  const { words, tone } = shownStanding(integration, Date.now());
  const { id, identityCount, lastPushAt, updatedAt, updatedBy } = integration;
  const facts: readonly (readonly [label: string, value: ComponentChildren])[] = [
    ["Auth token", <Pill tone={tone}>{words}</Pill>],
    ["People", identityCount?.toLocaleString() ?? "–"],
    ["Last push", <Time at={lastPushAt} />],
    [
      "Changed",
      <>
        <Time at={updatedAt} />
        {updatedBy !== null && (
          <>
            {" by "}
            <bdi>{updatedBy}</bdi>
          </>
        )}
      </>,
    ],
    ["ID", <Copy text={id} what="ID" />],
  ];
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
