import type { AuditEntry } from "../../../../../contract/gateway/audit";
import { gatewayList } from "../../api/gateway";
import { DataTable } from "../../parts/data-table";
import type { Column } from "../../parts/table/column";
import type { ListFilter } from "../../parts/table/list-query";
import { Pill } from "../../parts/text/pill";
import { Time } from "../../parts/text/time";
import { currentSession } from "../../session/session";
import { actionWords, outcomeWords, reasonWords } from "./pushes/push-words";
import type { IntegrationTabProps } from "./tab-props";

const COLUMNS: readonly Column<AuditEntry>[] = [
  { label: "Time", sort: "at", cell: ({ at }) => <Time at={at} />, text: ({ at }) => at },
  { label: "Action", cell: actionWords, text: actionWords },
  {
    label: "Outcome",
    width: "narrow",
    cell: (entry) => <Pill tone={entry.outcome === "done" ? "good" : "bad"}>{outcomeWords(entry)}</Pill>,
    text: outcomeWords,
  },
  {
    label: "What happened",
    width: "wide",
    cell: (entry) => <bdi>{reasonWords(entry) || "–"}</bdi>,
    text: reasonWords,
  },
  {
    label: "Object",
    cell: ({ target }) => (target === null ? "–" : <code>{target}</code>),
    text: ({ target }) => target ?? "",
  },
  { label: "By", cell: ({ actor }) => <code>{actor}</code>, text: ({ actor }) => actor },
  {
    label: "Request",
    cell: ({ requestId }) => (requestId === null ? "–" : <code>{requestId}</code>),
    text: ({ requestId }) => requestId ?? "",
  },
];

const FILTERS: readonly ListFilter[] = [
  {
    name: "kind",
    label: "Show",
    unset: "pushes",
    options: { token: "uses of an auth token", management: "changes of the integration" },
  },
  { name: "outcome", label: "Outcome", options: { done: "done", refused: "refused" } },
];

/** The tab "Pushes and refusals" of an integration: what its identity provider sent, and what came of it. */
export function PushesTab({ integration }: IntegrationTabProps) {
  const path = `/core/v3/networks/${currentSession().networkId}/audit`;
  return (
    <DataTable
      what="pushes"
      columns={COLUMNS}
      rowKey={({ id }) => id}
      defaultSort="at,desc"
      searchLabel="Search by action, as in user.create"
      load={({ filters, search, ...query }, signal) => {
        const { kind = "scim", outcome } = filters;
        const more = { integrationId: integration.id, actionContains: search, kind, outcome };
        return gatewayList<AuditEntry>(path, "auditEntryList", query, more, signal);
      }}
      filters={FILTERS}
      empty={<p>Nothing was pushed yet. The tab “Connect” says what to give the identity provider.</p>}
    />
  );
}
