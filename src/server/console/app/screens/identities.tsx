import type { Identity } from "../../../../contract/edge/identity";
import { edgeList, nameContains } from "../api/edge";
import { DataTable } from "../parts/data-table";
import type { Column } from "../parts/table/column";
import { CREATED_COLUMN, ID_COLUMN } from "../parts/table/object-columns";
import { Chips } from "../parts/text/chips";
import { Pill } from "../parts/text/pill";
import { Link } from "../routing/link";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";

/** The API answers the name of the policy too. A controller may leave it out. */
interface ListedIdentity extends Identity {
  readonly authPolicy?: { readonly name: string };
}

const policyName = (row: ListedIdentity) => row.authPolicy?.name ?? row.authPolicyId;
const state = (row: ListedIdentity) => (row.disabled ? "Disabled" : "Enabled");

const COLUMNS: readonly Column<ListedIdentity>[] = [
  { label: "Name", sort: "name", cell: ({ name }) => <bdi>{name}</bdi>, text: ({ name }) => name },
  {
    label: "External ID",
    sort: "externalId",
    cell: ({ externalId }) => <bdi>{externalId ?? "–"}</bdi>,
    text: ({ externalId }) => externalId ?? "",
  },
  {
    label: "Auth policy",
    cell: (row) => (
      <Link href={paths.authPolicy(row.authPolicyId)}>
        <bdi>{policyName(row)}</bdi>
      </Link>
    ),
    text: policyName,
  },
  {
    label: "Attributes",
    cell: ({ roleAttributes }) => <Chips values={roleAttributes ?? []} prefix="#" />,
    text: ({ roleAttributes }) => (roleAttributes ?? []).join(" "),
  },
  {
    label: "State",
    width: "narrow",
    cell: (row) => <Pill tone={row.disabled ? "bad" : "good"}>{state(row)}</Pill>,
    text: state,
  },
  CREATED_COLUMN,
  ID_COLUMN,
];

/** The identities of the network. */
export function Identities() {
  return (
    <Screen title="Identities">
      <DataTable
        what="identities"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        defaultSort="name,asc"
        searchLabel="Search by name"
        load={(query, signal) =>
          edgeList<ListedIdentity>("/identities", query, nameContains(query.search), signal)
        }
        empty={<p>No identities yet. They appear when the identity provider pushes its first users.</p>}
      />
    </Screen>
  );
}
