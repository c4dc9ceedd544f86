import type { Integration } from "../../../../contract/gateway/integration";
import { authPolicyNames } from "../api/auth-policy-names";
import { gatewayList, INTEGRATIONS } from "../api/gateway";
import type { ListQuery, Rows } from "../api/list";
import { DataTable } from "../parts/data-table";
import type { Column } from "../parts/table/column";
import { ID_COLUMN } from "../parts/table/object-columns";
import { Copy } from "../parts/text/copy";
import { Pill } from "../parts/text/pill";
import { Time } from "../parts/text/time";
import { shownStanding } from "../parts/text/token-standing";
import { Link } from "../routing/link";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";
import { currentSession } from "../session/session";

interface ListedIntegration extends Integration {
  readonly authPolicyName: string;
}

const standing = (row: ListedIntegration) => shownStanding(row, Date.now());
const number = (value: number | undefined) => value?.toLocaleString() ?? "–";

const COLUMNS: readonly Column<ListedIntegration>[] = [
  {
    label: "Name",
    sort: "name",
    width: "wide",
    cell: ({ id, name }) => (
      <Link href={paths.integration(id)}>
        <bdi>{name}</bdi>
      </Link>
    ),
    text: ({ name }) => name,
  },
  {
    label: "Has auth token",
    sort: "tokenExpiresAt",
    cell: (row) => <Pill tone={standing(row).tone}>{standing(row).words}</Pill>,
    text: (row) => standing(row).words,
  },
  {
    label: "Integration URL",
    width: "wide",
    cell: ({ integrationUrl }) => <Copy text={integrationUrl} what="integration URL" />,
    text: ({ integrationUrl }) => integrationUrl,
  },
  ID_COLUMN,
  {
    label: "Auth policy",
    cell: ({ mapping, authPolicyName }) => (
      <Link href={paths.authPolicy(mapping.authPolicyId)}>
        <bdi>{authPolicyName}</bdi>
      </Link>
    ),
    text: ({ authPolicyName }) => authPolicyName,
  },
  {
    label: "People",
    sort: "identityCount",
    width: "narrow",
    cell: ({ identityCount }) => number(identityCount),
    text: ({ identityCount }) => String(identityCount ?? ""),
  },
  {
    label: "Last push",
    sort: "lastPushAt",
    cell: ({ lastPushAt }) => <Time at={lastPushAt} />,
    text: ({ lastPushAt }) => lastPushAt ?? "",
  },
  {
    label: "Refusals",
    sort: "refusedPushes",
    width: "narrow",
    cell: ({ id, refusedPushes }) =>
      refusedPushes === undefined || refusedPushes === 0 ? (
        number(refusedPushes)
      ) : (
        <Link href={paths.integration(id, "pushes")}>{number(refusedPushes)}</Link>
      ),
    text: ({ refusedPushes }) => String(refusedPushes ?? ""),
  },
];

/** The SCIM integrations of the network. */
export function Integrations() {
  return (
    <Screen
      title="Integrations"
      actions={
        <Link class="button primary" href={paths.newIntegration}>
          New integration
        </Link>
      }
    >
      <DataTable
        what="integrations"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        defaultSort="name,asc"
        searchLabel="Search by name"
        load={load}
        empty={<p>No integrations yet. Make one here, or apply a netfoundry_scim_integration.</p>}
      />
    </Screen>
  );
}

async function load({ search, ...query }: ListQuery, signal: AbortSignal): Promise<Rows<ListedIntegration>> {
  const { rows, ...page } = await gatewayList<Integration>(
    INTEGRATIONS,
    "integrationList",
    query,
    { networkId: currentSession().networkId, nameContains: search },
    signal,
  );
  const names = await authPolicyNames(
    rows.map(({ mapping }) => mapping.authPolicyId),
    signal,
  );
  const named = rows.map((row) => ({
    ...row,
    authPolicyName: names.get(row.mapping.authPolicyId) ?? row.mapping.authPolicyId,
  }));
  return { ...page, rows: named };
}
