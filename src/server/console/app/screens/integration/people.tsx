import type { IntegrationUser } from "../../../../../contract/gateway/integration-user";
import { gatewayList } from "../../api/gateway";
import { DataTable } from "../../parts/data-table";
import type { Column } from "../../parts/table/column";
import { Pill } from "../../parts/text/pill";
import { Time } from "../../parts/text/time";
import { Link } from "../../routing/link";
import { paths } from "../../routing/paths";
import { integrationPath } from "./integration-path";
import { attributeText, deliveryWords, sourceWords, userState } from "./people/person-words";
import type { IntegrationTabProps } from "./tab-props";
import "./people/people.css";

const COLUMNS: readonly Column<IntegrationUser>[] = [
  {
    label: "User",
    sort: "userName",
    width: "wide",
    cell: ({ userName, displayName }) => (
      <>
        <bdi>{userName}</bdi>
        {displayName !== null && (
          <span class="sub block">
            <bdi>{displayName}</bdi>
          </span>
        )}
      </>
    ),
    text: ({ userName }) => userName,
  },
  {
    label: "State",
    width: "narrow",
    cell: (user) => (
      <>
        <Pill tone={userState(user).tone}>{userState(user).words}</Pill>
        <Delivery user={user} />
      </>
    ),
    text: (user) => {
      const { words, reason } = deliveryWords(user) ?? {};
      return [userState(user).words, words, reason].filter((text) => typeof text === "string").join("; ");
    },
  },
  {
    label: "Identity",
    cell: ({ identityName }) => (
      <Link href={`${paths.identities}?search=${encodeURIComponent(identityName)}`}>
        <ThreeLines text={identityName} />
      </Link>
    ),
    text: ({ identityName }) => identityName,
  },
  {
    label: "External ID",
    cell: ({ identityExternalId }) => <ThreeLines text={identityExternalId ?? "–"} />,
    text: ({ identityExternalId }) => identityExternalId ?? "",
  },
  {
    label: "Attributes",
    width: "wide",
    cell: ({ attributes }) =>
      attributes.length === 0 ? (
        "–"
      ) : (
        <ul class="attributes">
          {attributes.map((attribute) => (
            <li key={attribute.value}>
              <span class="chip">
                <ThreeLines text={attribute.value} />
              </span>{" "}
              <span class="sub" dir="auto">
                {sourceWords(attribute)}
              </span>
            </li>
          ))}
        </ul>
      ),
    text: ({ attributes }) => attributes.map(attributeText).join("; "),
  },
  {
    label: "Pushed",
    sort: "lastModified",
    cell: ({ lastModified }) => <Time at={lastModified} />,
    text: ({ lastModified }) => lastModified,
  },
  {
    label: "Created",
    sort: "createdAt",
    cell: ({ createdAt }) => <Time at={createdAt} />,
    text: ({ createdAt }) => createdAt,
  },
  {
    label: "Sign-in",
    cell: ({ identityName }) => (
      <Link
        href={`${paths.signInCheck}?expected=${encodeURIComponent(identityName)}`}
        label={`Check the sign-in of ${identityName}`}
      >
        Check
      </Link>
    ),
    text: () => "",
  },
];

/** Says what the controller lacks of the person, and why. */
function Delivery({ user }: { readonly user: IntegrationUser }) {
  const delivery = deliveryWords(user);
  if (delivery === null) return null;
  return (
    <>
      {" "}
      <Pill tone={delivery.tone}>{delivery.words}</Pill>
      {delivery.reason !== null && (
        <span class="sub block">
          <bdi>{delivery.reason}</bdi>
        </span>
      )}
    </>
  );
}

function ThreeLines({ text }: { readonly text: string }) {
  return (
    <bdi class="three-lines" title={text}>
      {text}
    </bdi>
  );
}

/** The tab "People" of an integration: who was pushed, and what became of them. */
export function PeopleTab({ integration }: IntegrationTabProps) {
  const path = `${integrationPath(integration.id)}/users`;
  return (
    <DataTable
      what="people"
      columns={COLUMNS}
      rowKey={({ id }) => id}
      defaultSort="userName,asc"
      searchLabel="Search by user name or display name"
      load={({ search, ...query }, signal) =>
        gatewayList<IntegrationUser>(path, "scimUserList", query, { nameContains: search }, signal)
      }
      empty={<p>Nobody was pushed yet. The tab “Connect” says what to give the identity provider.</p>}
    />
  );
}
