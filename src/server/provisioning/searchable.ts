import { sql } from "kysely";
import type { AttributePath } from "../../contract/scim/filter";
import { GROUP, type ResourceKind, resolveAttribute, USER } from "../../contract/scim/resource";
import { filterCondition, type Searchable } from "./filter-sql";
import { type Condition, column, elsewhere, exact, flag, folded } from "./lookup";

const EMAIL_COLUMNS = {
  value: column("scim_user_emails.value_key", folded),
  type: column("scim_user_emails.type_key", folded),
  primary: column("scim_user_emails.is_primary", flag),
};

const ONE_EMAIL: Searchable = {
  nameOf: (path) => path.attribute.toLowerCase(),
  lookups: EMAIL_COLUMNS,
  values: {},
};

// `in` rather than `exists`: the address is found by its index first, then its user.
const usersWithEmail = (inner: Condition): Condition =>
  sql`scim_users.id in (select user_id from scim_user_emails where ${inner})`;
const usersInGroup = (inner: Condition): Condition =>
  sql`scim_users.id in (select user_id from scim_group_members where ${inner})`;
const groupsWithMember = (inner: Condition): Condition =>
  sql`scim_groups.id in (select group_id from scim_group_members where ${inner})`;

const emailValue = elsewhere(EMAIL_COLUMNS.value, usersWithEmail);
const groupOfUser = elsewhere(column("scim_group_members.group_id", exact), usersInGroup);
const memberOfGroup = elsewhere(column("scim_group_members.user_id", exact), groupsWithMember);

/** What filters may ask of `scim_users`. */
export const SEARCHABLE_USERS: Searchable = {
  nameOf: (path) => canonicalName(USER, path),
  lookups: {
    id: column("scim_users.id", exact),
    userName: column("scim_users.user_name_key", folded),
    externalId: column("scim_users.external_id", exact),
    displayName: column("scim_users.display_name_key", folded),
    active: column("scim_users.active", flag),
    emails: emailValue,
    "emails.value": emailValue,
    "emails.type": elsewhere(EMAIL_COLUMNS.type, usersWithEmail),
    groups: groupOfUser,
    "groups.value": groupOfUser,
  },
  values: { emails: (filter) => usersWithEmail(filterCondition(filter, ONE_EMAIL)) },
};

/** What filters may ask of `scim_groups`. */
export const SEARCHABLE_GROUPS: Searchable = {
  nameOf: (path) => canonicalName(GROUP, path),
  lookups: {
    id: column("scim_groups.id", exact),
    displayName: column("scim_groups.display_name_key", folded),
    externalId: column("scim_groups.external_id", exact),
    members: memberOfGroup,
    "members.value": memberOfGroup,
  },
  values: {},
};

function canonicalName(kind: ResourceKind, path: AttributePath): string | null {
  const resolved = resolveAttribute(kind, path);
  if (resolved === null || resolved.extension !== null) return null;
  const { attribute, subAttribute } = resolved;
  return subAttribute === null ? attribute.name : `${attribute.name}.${subAttribute.name}`;
}
