import { sql } from "kysely";
import type { AttributePath } from "../../../contract/scim/filter";
import { GROUP, type ResourceKind, resolveAttribute, USER } from "../../../contract/scim/resource";
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

// With `in`, the database first finds the address by its index, and then the user. With `exists` it scans
// users.
const usersWithEmail = (inner: Condition): Condition =>
  sql`scim_users.id in (select user_id from scim_user_emails where ${inner})`;
const usersInGroup = (inner: Condition): Condition =>
  sql`scim_users.id in (
    select scim_group_members.user_id from scim_group_members
    inner join scim_groups on scim_groups.id = scim_group_members.group_id where ${inner})`;
const groupsWithMember = (inner: Condition): Condition =>
  sql`scim_groups.id in (
    select scim_group_members.group_id from scim_group_members
    inner join scim_users on scim_users.id = scim_group_members.user_id where ${inner})`;

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
export const SEARCHABLE_USERS: Searchable = {
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

/** The group attributes that the database searches. */
export const SEARCHABLE_GROUPS: Searchable = {
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

function subAttributes(lookups: Searchable["lookups"]): Searchable {
  return { nameOf: (path) => path.attribute, lookups, values: {}, json: null };
}

/**
 * Lookups of an attribute with a table of its own: one for each sub-attribute, such as `emails.value`, and
 * one for the attribute itself. The attribute is present when it has a row.
 */
function lookupsOf(
  name: string,
  { lookups }: Searchable,
  idsWhere: (inner: Condition) => Condition,
): Searchable["lookups"] {
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
