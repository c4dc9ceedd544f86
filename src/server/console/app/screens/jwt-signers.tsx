import type { JwtSigner } from "../../../../contract/edge/jwt-signer";
import { edgeList, nameContains } from "../api/edge";
import { DataTable } from "../parts/data-table";
import type { Column } from "../parts/table/column";
import { CREATED_COLUMN, ID_COLUMN } from "../parts/table/object-columns";
import { Pill } from "../parts/text/pill";
import { Link } from "../routing/link";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";

const state = ({ enabled }: JwtSigner) => (enabled ? "Enabled" : "Disabled");
const namesBy = ({ claimsProperty, useExternalId }: JwtSigner) =>
  `${claimsProperty ?? "sub"} is the ${useExternalId ? "external ID" : "ID"}`;

const COLUMNS: readonly Column<JwtSigner>[] = [
  {
    label: "Name",
    sort: "name",
    width: "wide",
    cell: ({ id, name }) => (
      <Link href={paths.jwtSigner(id)}>
        <bdi>{name}</bdi>
      </Link>
    ),
    text: ({ name }) => name,
  },
  {
    label: "Issuer",
    sort: "issuer",
    width: "wide",
    cell: ({ issuer }) => <bdi>{issuer ?? "–"}</bdi>,
    text: ({ issuer }) => issuer ?? "",
  },
  {
    label: "Audience",
    sort: "audience",
    cell: ({ audience }) => <bdi>{audience ?? "–"}</bdi>,
    text: ({ audience }) => audience ?? "",
  },
  { label: "Claim", cell: (signer) => <bdi>{namesBy(signer)}</bdi>, text: namesBy },
  {
    label: "State",
    width: "narrow",
    cell: (signer) => <Pill tone={signer.enabled ? "good" : "bad"}>{state(signer)}</Pill>,
    text: state,
  },
  CREATED_COLUMN,
  ID_COLUMN,
];

/** The list of JWT signers. */
export function JwtSigners() {
  return (
    <Screen
      title="JWT signers"
      actions={
        <Link class="button primary" href={paths.newJwtSigner}>
          New JWT signer
        </Link>
      }
    >
      <DataTable
        what="JWT signers"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        defaultSort="name,asc"
        searchLabel="Search by name"
        load={(query, signal) =>
          edgeList<JwtSigner>("/external-jwt-signers", query, nameContains(query.search), signal)
        }
        empty={<p>No JWT signers yet. Make one here, or apply a netfoundry_jwt_signer.</p>}
      />
    </Screen>
  );
}
