import { sql } from "kysely";
import type { AttributePath } from "../../../../contract/scim/filter/filter";
import { GROUP, type ResourceKind, resolveAttribute, USER } from "../../../../contract/scim/resource";
import {
  type Condition,
  constant,
  exactText,
  flag,
  foldedText,
  inOtherTable,
  instantText,
  trueOrUnknownFlag,
  userNameText,
} from "./lookup";
import type { Searchable } from "./plan-filter";

type IdsWhere = (inner: Condition) => Condition;

/** How a condition on the rows of another table becomes one on the users or groups that own them. */
interface Joins {
  readonly usersWithEmail: IdsWhere;
  readonly usersInGroup: IdsWhere;
  readonly groupsWithMember: IdsWhere;
}

/** The database first finds the other rows, by their index, and then their owners. */
const OTHER_ROWS_FIRST: Joins = {
  usersWithEmail: (inner) => sql`scim_users.id in (select user_id from scim_user_emails where ${inner})`,
  usersInGroup: (inner) => sql`scim_users.id in (
    select scim_group_members.user_id from scim_group_members
    inner join scim_groups on scim_groups.id = scim_group_members.group_id where ${inner})`,
  groupsWithMember: (inner) => sql`scim_groups.id in (
    select scim_group_members.group_id from scim_group_members
    inner join scim_users on scim_users.id = scim_group_members.user_id where ${inner})`,
};

/**
 * Without an offset, PostgreSQL turns the condition into a join that reads all other rows for each piece.
 */
const FOR_EACH_OWNER = sql`limit 1 offset 0`;

/** The database looks at the other rows of each owner. So a piece of the owners costs a piece of the work. */
const OWNERS_FIRST: Joins = {
  usersWithEmail: (inner) => sql`exists (
    select 1 from scim_user_emails
    where scim_user_emails.user_id = scim_users.id and (${inner}) ${FOR_EACH_OWNER})`,
  usersInGroup: (inner) => sql`exists (
    select 1 from scim_group_members
    inner join scim_groups on scim_groups.id = scim_group_members.group_id
    where scim_group_members.user_id = scim_users.id and (${inner}) ${FOR_EACH_OWNER})`,
  groupsWithMember: (inner) => sql`exists (
    select 1 from scim_group_members
    inner join scim_users on scim_users.id = scim_group_members.user_id
    where scim_group_members.group_id = scim_groups.id and (${inner}) ${FOR_EACH_OWNER})`,
};

const ONE_EMAIL = subAttributes({
  value: foldedText("scim_user_emails.value_key"),
  type: foldedText("scim_user_emails.type_key"),
  primary: trueOrUnknownFlag("scim_user_emails.is_primary"),
});

const ONE_GROUP = subAttributes({
  value: exactText("scim_group_members.group_id"),
  display: foldedText("scim_groups.display_name_key"),
  type: constant("direct"),
});

const ONE_MEMBER = subAttributes({
  value: exactText("scim_group_members.user_id"),
  display: userNameText("scim_users.user_name_key"),
  type: constant("User"),
});

/** The user attributes that the database searches. */
export const SEARCHABLE_USERS = searchableUsers(OTHER_ROWS_FIRST);
/** The same, for a piece of the users. */
export const SEARCHABLE_USERS_IN_PIECES = searchableUsers(OWNERS_FIRST);

/** The group attributes that the database searches. */
export const SEARCHABLE_GROUPS = searchableGroups(OTHER_ROWS_FIRST);
/** The same, for a piece of the groups. */
export const SEARCHABLE_GROUPS_IN_PIECES = searchableGroups(OWNERS_FIRST);

function searchableUsers({ usersWithEmail, usersInGroup }: Joins): Searchable {
  return {
    nameOf: (path) => canonicalName(USER, path),
    lookups: {
      id: exactText("scim_users.id"),
      userName: userNameText("scim_users.user_name_key"),
      externalId: exactText("scim_users.external_id"),
      displayName: foldedText("scim_users.display_name_key"),
      active: flag("scim_users.active"),
      "meta.resourceType": constant("User"),
      "meta.created": instantText("scim_users.created_at"),
      "meta.lastModified": instantText("scim_users.last_modified"),
      ...lookupsOf("emails", ONE_EMAIL, usersWithEmail),
      ...lookupsOf("groups", ONE_GROUP, usersInGroup),
    },
    values: {
      emails: { within: ONE_EMAIL, idsWhere: usersWithEmail, inJson: true },
      groups: { within: ONE_GROUP, idsWhere: usersInGroup, inJson: false },
    },
    json: "scim_users.attributes",
  };
}

function searchableGroups({ groupsWithMember }: Joins): Searchable {
  return {
    nameOf: (path) => canonicalName(GROUP, path),
    lookups: {
      id: exactText("scim_groups.id"),
      displayName: foldedText("scim_groups.display_name_key"),
      externalId: exactText("scim_groups.external_id"),
      "meta.resourceType": constant("Group"),
      "meta.created": instantText("scim_groups.created_at"),
      "meta.lastModified": instantText("scim_groups.last_modified"),
      ...lookupsOf("members", ONE_MEMBER, groupsWithMember),
    },
    values: { members: { within: ONE_MEMBER, idsWhere: groupsWithMember, inJson: false } },
    json: "scim_groups.attributes",
  };
}

function subAttributes(lookups: Searchable["lookups"]): Searchable {
  return { nameOf: (path) => path.attribute, lookups, values: {}, json: null };
}

/**
 * Lookups of an attribute with a table of its own: one for each sub-attribute, such as `emails.value`, and
 * one for the attribute itself. The attribute is present when it has a row.
 */
function lookupsOf(name: string, { lookups }: Searchable, idsWhere: IdsWhere): Searchable["lookups"] {
  const all = Object.entries(lookups).map(([part, lookup]) => [
    `${name}.${part}`,
    inOtherTable(lookup, idsWhere),
  ]);
  const itself = { compare: () => null, present: () => idsWhere(sql`1 = 1`) };
  return { ...Object.fromEntries(all), [name]: itself };
}

function canonicalName(kind: ResourceKind, path: AttributePath): string | null {
  const resolved = resolveAttribute(kind, path);
  if (resolved === null || resolved.extension !== null) return null;
  const { attribute, subAttribute } = resolved;
  return subAttribute === null ? attribute.name : `${attribute.name}.${subAttribute.name}`;
}
