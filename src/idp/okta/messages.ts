import { randomBytes } from "node:crypto";
import type { Person } from "../common/directory";
import { equalityFilter } from "../common/equality-filter";
import type { ScimResource } from "../common/scim-message";
import { GROUP_URN, PATCH_URN, USER_URN } from "../common/scim-urns";

/** One operation of a PATCH, as Okta writes it. */
export interface PatchOperation {
  readonly op: "add" | "replace" | "remove";
  readonly path?: string;
  readonly value?: unknown;
}

/** A member of a group, as Okta sends it: without `type`. */
export interface Member {
  readonly value: string;
  readonly display: string;
}

/** The query of a look-up by one attribute. Spaces are `%20`. It always asks for the first hundred. */
export function lookup(collection: "Users" | "Groups", attribute: string, value: string): string {
  return `/${collection}?filter=${equalityFilter(attribute, value)}&startIndex=1&count=100`;
}

/** The body of a user's POST. `password` is the placeholder that Okta sends without password sync. */
export function newUser(person: Person, password: string): ScimResource {
  return {
    schemas: [USER_URN],
    userName: person.userName,
    name: { givenName: person.givenName, familyName: person.familyName },
    emails: emails(person),
    displayName: person.displayName,
    locale: person.locale,
    externalId: person.id,
    ...granted(person),
    groups: [],
    password,
    active: true,
  };
}

/** The body of a profile PUT: the user as the server answered it, with the new profile. */
export function changedUser(current: ScimResource, person: Person, active: unknown): ScimResource {
  return {
    ...current,
    schemas: current.schemas ?? [USER_URN],
    userName: person.userName,
    name: {
      ...asObject(current.name),
      givenName: person.givenName,
      middleName: "",
      familyName: person.familyName,
    },
    emails: emails(person),
    displayName: person.displayName,
    locale: person.locale,
    externalId: person.id,
    ...granted(person),
    groups: current.groups ?? [],
    active,
  };
}

/** The profile in a PUT, without the other fields of the server. */
export function profileOf(person: Person, active: unknown): ScimResource {
  return changedUser({}, person, active);
}

/** The body of a group's POST. The members always come later. */
export function newGroup(displayName: string): ScimResource {
  return { schemas: [GROUP_URN], displayName, members: [] };
}

/** The body of a group's PUT, as a custom app sends it. */
export function wholeGroup(id: string, displayName: string, members: readonly Member[]): ScimResource {
  return { schemas: [GROUP_URN], id, displayName, members };
}

export function patch(...operations: readonly PatchOperation[]): ScimResource {
  return { schemas: [PATCH_URN], Operations: operations };
}

export function setActive(active: boolean): PatchOperation {
  return { op: "replace", value: { active } };
}

/** The operation of password sync. It sends a random password. */
export function setPassword(): PatchOperation {
  return { op: "replace", value: { password: randomBytes(9).toString("base64url") } };
}

export function setName(id: string, displayName: string): PatchOperation {
  return { op: "replace", value: { id, displayName } };
}

export function replaceMembers(members: readonly Member[]): PatchOperation {
  return { op: "replace", path: "members", value: members };
}

export function addMembers(members: readonly Member[]): PatchOperation {
  return { op: "add", path: "members", value: members };
}

export function removeMember(id: string): PatchOperation {
  return { op: "remove", path: `members[value eq ${JSON.stringify(id)}]` };
}

/** Roles and entitlements, which Okta sends with governance on. */
function granted({ roles, entitlements }: Person): ScimResource {
  return {
    ...(roles !== undefined && { roles: roles.map((value) => ({ value, display: value })) }),
    ...(entitlements !== undefined && {
      entitlements: entitlements.map((value) => ({ value, display: value })),
    }),
  };
}

function emails(person: Person): readonly ScimResource[] {
  return [{ primary: true, value: person.email, type: "work" }];
}

function asObject(value: unknown): ScimResource {
  return typeof value === "object" && value !== null ? (value as ScimResource) : {};
}
