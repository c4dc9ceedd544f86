import type { AuditEntry } from "../../../../contract/gateway/audit";
import { gatewayList } from "../api/gateway";
import { DataTable } from "../parts/data-table";
import type { Column } from "../parts/table/column";
import type { ListFilter } from "../parts/table/list-query";
import { Pill } from "../parts/text/pill";
import { Time } from "../parts/text/time";
import { Link } from "../routing/link";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";
import { currentSession } from "../session/session";

const outcome = ({ outcome, status }: AuditEntry) =>
  outcome === "done" ? "Done" : status === null ? "Refused" : `Refused ${status}`;
const numbers = ({ counts }: AuditEntry) => Object.entries(counts).map(([name, count]) => `${name} ${count}`);
const what = (entry: AuditEntry) => [...entry.changed, ...numbers(entry)].join(", ");

const COLUMNS: readonly Column<AuditEntry>[] = [
  { label: "Time", sort: "at", cell: ({ at }) => <Time at={at} />, text: ({ at }) => at },
  { label: "Action", cell: ({ action }) => <code>{action}</code>, text: ({ action }) => action },
  {
    label: "Outcome",
    width: "narrow",
    cell: (entry) => <Pill tone={entry.outcome === "done" ? "good" : "bad"}>{outcome(entry)}</Pill>,
    text: outcome,
  },
  { label: "By", cell: ({ actor }) => <bdi>{actor}</bdi>, text: ({ actor }) => actor },
  { label: "Changed", width: "wide", cell: (entry) => <bdi>{what(entry) || "–"}</bdi>, text: what },
  {
    label: "Integration",
    cell: ({ integrationId }) =>
      integrationId === null ? "–" : <Link href={paths.integration(integrationId)}>{integrationId}</Link>,
    text: ({ integrationId }) => integrationId ?? "",
  },
  { label: "Object", cell: ({ target }) => <code>{target ?? "–"}</code>, text: ({ target }) => target ?? "" },
  {
    label: "Request",
    cell: ({ requestId }) => <code>{requestId ?? "–"}</code>,
    text: ({ requestId }) => requestId ?? "",
  },
];

const FILTERS: readonly ListFilter[] = [
  { name: "kind", label: "Source", options: { management: "API", scim: "Push", token: "Token" } },
  { name: "outcome", label: "Outcome", options: { done: "Done", refused: "Refused" } },
];

/** What was done in the network, by whom, and what was refused. */
export function Audit() {
  const path = `/core/v3/networks/${currentSession().networkId}/audit`;
  return (
    <Screen title="Audit">
      <DataTable
        what="audit entries"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        defaultSort="at,desc"
        searchLabel="Search by action"
        load={({ filters, search, ...query }, signal) =>
          gatewayList<AuditEntry>(
            path,
            "auditEntryList",
            query,
            { actionContains: search, kind: filters.kind, outcome: filters.outcome },
            signal,
          )
        }
        filters={FILTERS}
        empty={<p>No entries yet. Every change of this network leaves one here.</p>}
      />
    </Screen>
  );
}
