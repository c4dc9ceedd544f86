import type { Filter } from "../../contract/scim/filter";

/**
 * Attributes of a resource by their canonical names, extensions under their URN. Without `id`, `meta`,
 * `schemas`, `groups` and `members`.
 */
export type ScimAttributes = Readonly<Record<string, unknown>>;

/** ISO 8601 in UTC with milliseconds (RFC 7643 section 2.3.5). */
type Instant = string;

/** A SCIM user as the backend stores it. */
export interface StoredUser {
  readonly id: string;
  readonly attributes: UserAttributes;
  /**
   * The attributes as JSON text, from a backend that stores them so. An answer then copies it without parsing
   * it.
   */
  readonly text?: string;
  /** The groups as text, from such a backend. Users with the same text are in the same groups. */
  readonly groupsText?: string;
  readonly groups: readonly { readonly value: string; readonly display: string }[];
  readonly createdAt: Instant;
  readonly lastModified: Instant;
  /** The number of writes. It makes the ETag. */
  readonly version: number;
}

/** What every user has beside its other attributes. `active` is true unless the client said otherwise. */
export type UserAttributes = ScimAttributes & { readonly userName: string; readonly active: boolean };

export type GroupAttributes = ScimAttributes & { readonly displayName: string };

/** A SCIM group as the backend stores it. `members` is null unless asked for. */
export interface StoredGroup {
  readonly id: string;
  readonly attributes: GroupAttributes;
  readonly members: readonly { readonly value: string; readonly display: string }[] | null;
  readonly createdAt: Instant;
  readonly lastModified: Instant;
  readonly version: number;
}

/** What lists can be sorted by, beside the id by which they are ordered otherwise. */
export const SORT_NAMES = {
  User: ["id", "userName", "externalId", "displayName", "meta.created", "meta.lastModified"],
  Group: ["id", "displayName", "externalId", "meta.created", "meta.lastModified"],
} as const;

export type SortName = (typeof SORT_NAMES)[keyof typeof SORT_NAMES][number];

/** Absent values come last, or first when descending. Equal values are ordered by id. */
export interface ResourceOrder {
  readonly by: SortName;
  readonly descending: boolean;
}

/** Where in the order a resource stands, also once it is gone. */
export interface Place {
  /** What it is sorted by, as the backend compares it; null when absent. */
  readonly key: string | null;
  readonly id: string;
}

/**
 * How many to skip, the place after which to begin (null: the beginning), or the place before which to end.
 * When nothing stands before that place any more, the page is the first one.
 */
export type ListStart =
  | { readonly skip: number }
  | { readonly after: Place | null }
  | { readonly before: Place };

export interface ResourceQuery {
  /**
   * Names in their own spelling, the core schema null, the `value` that complex attributes compare by written
   * out.
   */
  readonly filter: Filter | null;
  readonly order: ResourceOrder;
  readonly start: ListStart;
  readonly limit: number;
}

export interface ResourcePage<Resource> {
  readonly resources: readonly Resource[];
  /** How many match, on all pages; null when that is not known without reading them all. */
  readonly total: number | null;
  /** Place of the first of these resources; null when none is before it, or some were skipped. */
  readonly first: Place | null;
  /** Place of the last of these resources; null when no other follows. */
  readonly last: Place | null;
}

/**
 * What a write does to a group. Members come as differences, so that adding one costs the same in a large
 * group as in a small one.
 */
export interface GroupChange {
  readonly attributes: GroupAttributes;
  /** Remove all members before `add`. */
  readonly clearMembers: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * What the SCIM protocol needs of the store of one integration. Reads of a missing id give null. Writes throw
 * ScimError: 409 uniqueness for a taken userName, identity name or external ID; 400 invalidValue for a member
 * that is no user of the integration.
 */
export interface ScimReads {
  user(id: string): Promise<StoredUser | null>;
  /**
   * Throws ScimError 400: invalidFilter for a filter it cannot answer, tooMany for one that takes too long.
   */
  users(query: ResourceQuery): Promise<ResourcePage<StoredUser>>;
  group(id: string, options: { readonly members: boolean }): Promise<StoredGroup | null>;
  groups(query: ResourceQuery, options: { readonly members: boolean }): Promise<ResourcePage<StoredGroup>>;
}

export interface ScimWrites extends ScimReads {
  createUser(attributes: UserAttributes): Promise<StoredUser>;
  /** Null when there is no such user. */
  replaceUser(id: string, attributes: UserAttributes): Promise<StoredUser | null>;
  /** False when there was none. */
  deleteUser(id: string): Promise<boolean>;
  createGroup(attributes: GroupAttributes, memberIds: readonly string[]): Promise<StoredGroup>;
  /**
   * Null when there is no such group. A change that leaves attributes and members as they are keeps the
   * version.
   */
  changeGroup(id: string, change: GroupChange): Promise<StoredGroup | null>;
  deleteGroup(id: string): Promise<boolean>;
}

export interface ScimBackend extends ScimReads {
  /** Runs the work in one transaction. When it throws, nothing of it is stored. */
  transaction<Result>(work: (writes: ScimWrites) => Promise<Result>): Promise<Result>;
}
