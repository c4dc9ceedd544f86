import { randomBytes } from "node:crypto";
import type { Person } from "../common/directory";
import { equalityFilter } from "../common/equality-filter";
import type { ScimResource } from "../common/scim-message";
import { GROUP_URN, PATCH_URN, USER_URN } from "../common/scim-urns";

/** One operation of a PATCH, as Okta spells it. */
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

/** Query of a look-up by one attribute: percent-encoded, spaces as `%20`, always the first hundred. */
export function lookup(collection: "Users" | "Groups", attribute: string, value: string): string {
  return `/${collection}?filter=${equalityFilter(attribute, value)}&startIndex=1&count=100`;
}

/** Body of a user's POST. `password` is the placeholder Okta sends even without password sync. */
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

/** Body of a profile PUT: what the server answered, echoed with its own fields, under the new profile. */
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

/** What a profile PUT says of the person itself, without the echo. */
export function profileOf(person: Person, active: unknown): ScimResource {
  return changedUser({}, person, active);
}

/** Body of a group's POST: the members always come later. */
export function newGroup(displayName: string): ScimResource {
  return { schemas: [GROUP_URN], displayName, members: [] };
}

/** Body of a group's PUT, as a custom app sends it. */
export function wholeGroup(id: string, displayName: string, members: readonly Member[]): ScimResource {
  return { schemas: [GROUP_URN], id, displayName, members };
}

export function patch(...operations: readonly PatchOperation[]): ScimResource {
  return { schemas: [PATCH_URN], Operations: operations };
}

export function setActive(active: boolean): PatchOperation {
  return { op: "replace", value: { active } };
}

/** A random password, as password sync sends one. */
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
