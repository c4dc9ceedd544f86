import type { Group, Person } from "../common/directory";
import { equalityFilter } from "../common/equality-filter";
import { sameText } from "../common/same-text";
import type { ScimResource } from "../common/scim-message";
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from "../common/scim-urns";
import type { EntraChange } from "./dialect";

/** A second schema that Entra ID has always put on groups. */
const LEGACY_GROUP_URN = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

/** The attributes by which Entra ID can match people. */
export const MATCHING_ATTRIBUTES = ["userName", "externalId", 'emails[type eq "work"].value'] as const;
export type MatchingAttribute = (typeof MATCHING_ATTRIBUTES)[number];

/** The mail nickname, which the default mapping sends as `externalId`. */
export function mailNickname(person: Person): string {
  return person.userName.split("@", 1)[0] ?? "";
}

/** The value of the matching attribute. */
export function matchingValue(person: Person, attribute: MatchingAttribute): string {
  switch (attribute) {
    case "userName":
      return person.userName;
    case "externalId":
      return mailNickname(person);
    default:
      return person.email;
  }
}

/** Whether a resource matches the look-up. */
export function isMatch(resource: ScimResource, attribute: MatchingAttribute, value: string): boolean {
  switch (attribute) {
    case "userName":
      return sameText(resource.userName, value);
    case "externalId":
      return resource.externalId === value;
    default:
      return JSON.stringify(resource.emails ?? [])
        .toLowerCase()
        .includes(JSON.stringify(value).toLowerCase());
  }
}

/**
 * The query of a look-up by the matching attribute. RFC 7644 does not allow the form with brackets here.
 */
export function userLookup(attribute: MatchingAttribute, value: string): string {
  return `/Users?filter=${equalityFilter(attribute, value)}`;
}

export function groupLookup(displayName: string): string {
  return `/Groups?excludedAttributes=members&filter=${equalityFilter("displayName", displayName)}`;
}

/** The query that asks whether a user already has that manager. */
export function managerLookup(userId: string, managerId: string): string {
  const filter = `id eq ${JSON.stringify(userId)} and manager eq ${JSON.stringify(managerId)}`;
  return `/Users?filter=${encodeURIComponent(filter)}&attributes=id`;
}

/**
 * The body of a user's POST. It holds both schemas, the resource type and the roles, even none. An absent
 * value is null.
 */
export function newUser(person: Person, roles: readonly ScimResource[]): ScimResource {
  return {
    schemas: [USER_URN, ENTERPRISE_URN],
    externalId: mailNickname(person),
    userName: person.userName,
    active: true,
    displayName: person.displayName,
    name: nameOf(person),
    title: person.title ?? null,
    preferredLanguage: null,
    emails: [{ primary: true, type: "work", value: person.email }],
    phoneNumbers: phones(person),
    addresses: person.office === undefined ? null : [{ type: "work", ...person.office }],
    [ENTERPRISE_URN]: {
      employeeNumber: person.employeeNumber ?? null,
      department: person.department ?? null,
    },
    meta: { resourceType: "User" },
    roles,
  };
}

/** The body of a group's POST. The members come later. */
export function newGroup(group: Group): ScimResource {
  return {
    schemas: [GROUP_URN, LEGACY_GROUP_URN],
    externalId: group.id,
    displayName: group.name,
    meta: { resourceType: "Group" },
  };
}

/** The changes between two states of a person, in the order of the mapping table. */
export function changesBetween(before: Person, after: Person): readonly EntraChange[] {
  const old = mapped(before);
  return mapped(after).flatMap(({ path, value, multiValued }, index): EntraChange[] => {
    const former = old[index]?.value;
    if (value === former || value === undefined) return [];
    return [{ verb: former === undefined ? "Add" : "Replace", path, value, multiValued }];
  });
}

/** The attribute mappings of Entra ID, with the values of a person. */
function mapped(
  person: Person,
): readonly { path: string; value: string | undefined; multiValued: boolean }[] {
  const single = (path: string, value: string | undefined) => ({ path, value, multiValued: false });
  const part = (path: string, value: string | undefined) => ({ path, value, multiValued: true });
  return [
    single("userName", person.userName),
    single("displayName", person.displayName),
    single("title", person.title),
    part('emails[type eq "work"].value', person.email),
    single("name.givenName", person.givenName),
    single("name.familyName", person.familyName),
    single("name.formatted", nameOf(person).formatted),
    part('addresses[type eq "work"].streetAddress', person.office?.streetAddress),
    part('addresses[type eq "work"].locality', person.office?.locality),
    part('addresses[type eq "work"].postalCode', person.office?.postalCode),
    part('addresses[type eq "work"].country', person.office?.country),
    part('phoneNumbers[type eq "work"].value', person.workPhone),
    part('phoneNumbers[type eq "mobile"].value', person.mobilePhone),
    single("externalId", mailNickname(person)),
    single(`${ENTERPRISE_URN}:employeeNumber`, person.employeeNumber),
    single(`${ENTERPRISE_URN}:department`, person.department),
  ];
}

function nameOf({ givenName, familyName }: Person) {
  return { formatted: `${givenName} ${familyName}`, familyName, givenName };
}

function phones({ workPhone, mobilePhone }: Person): readonly ScimResource[] | null {
  const all = [
    ...(workPhone === undefined ? [] : [{ type: "work", value: workPhone }]),
    ...(mobilePhone === undefined ? [] : [{ type: "mobile", value: mobilePhone }]),
  ];
  return all.length === 0 ? null : all;
}
