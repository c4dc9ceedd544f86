import type { AuthPolicy } from "../../../../contract/edge/auth-policy";
import { edgeList, nameContains } from "../api/edge";
import { DataTable } from "../parts/data-table";
import type { Column } from "../parts/table/column";
import { CREATED_COLUMN, ID_COLUMN } from "../parts/table/object-columns";
import { Pill } from "../parts/text/pill";
import { Link } from "../routing/link";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";

type Method = keyof AuthPolicy["primary"];

const isAllowed = (policy: AuthPolicy, method: Method) => (policy.primary[method].allowed ? "Yes" : "No");

/** A column that says whether the policy lets identities sign in by one method. */
function methodColumn(label: string, method: Method): Column<AuthPolicy> {
  return {
    label,
    width: "narrow",
    cell: (policy) => (
      <Pill tone={policy.primary[method].allowed ? "good" : "neutral"}>{isAllowed(policy, method)}</Pill>
    ),
    text: (policy) => isAllowed(policy, method),
  };
}

function secondFactor({ secondary }: AuthPolicy): string {
  const factors = [
    ...(secondary.requireTotp ? ["one-time code"] : []),
    ...(secondary.requireExtJwtSigner === null ? [] : ["second JWT"]),
  ];
  return factors.join(", ") || "–";
}

const COLUMNS: readonly Column<AuthPolicy>[] = [
  {
    label: "Name",
    sort: "name",
    width: "wide",
    cell: ({ id, name }) => (
      <Link href={paths.authPolicy(id)}>
        <bdi>{name}</bdi>
      </Link>
    ),
    text: ({ name }) => name,
  },
  methodColumn("Certificate", "cert"),
  methodColumn("JWT", "extJwt"),
  methodColumn("Password", "updb"),
  { label: "Second factor", cell: secondFactor, text: secondFactor },
  CREATED_COLUMN,
  ID_COLUMN,
];

/** The list of auth policies. */
export function AuthPolicies() {
  return (
    <Screen
      title="Auth policies"
      actions={
        <Link class="button primary" href={paths.newAuthPolicy}>
          New auth policy
        </Link>
      }
    >
      <DataTable
        what="auth policies"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        defaultSort="name,asc"
        searchLabel="Search by name"
        load={(query, signal) =>
          edgeList<AuthPolicy>("/auth-policies", query, nameContains(query.search), signal)
        }
        empty={<p>No auth policies yet. Make one here, or apply a netfoundry_auth_policy.</p>}
      />
    </Screen>
  );
}
