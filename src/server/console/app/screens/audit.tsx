import type { AuditEntry } from "../../../../contract/gateway/audit";
import { gatewayList } from "../api/gateway";
import { DataTable } from "../parts/data-table";
import { FilterSelect } from "../parts/form/filter-select";
import type { Column } from "../parts/table/column";
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
        filters={(values, change) => (
          <>
            <FilterSelect
              label="Source"
              value={values.kind ?? ""}
              options={{ management: "API", scim: "Push", token: "Token" }}
              onChange={(value) => change("kind", value)}
            />
            <FilterSelect
              label="Outcome"
              value={values.outcome ?? ""}
              options={{ done: "Done", refused: "Refused" }}
              onChange={(value) => change("outcome", value)}
            />
          </>
        )}
        empty={<p>No entries yet. Every change of this network leaves one here.</p>}
      />
    </Screen>
  );
}
