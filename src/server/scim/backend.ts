import type { AttributePath, Filter } from "../../contract/scim/filter/filter";
import type { ScimError } from "./scim-error";

/**
 * Attributes of a resource by their canonical names. Extensions are under their URN. `id`, `meta`, `schemas`,
 * `groups` and `members` are not included.
 */
export type ScimAttributes = Readonly<Record<string, unknown>>;

/** ISO 8601 in UTC with milliseconds (RFC 7643 section 2.3.5). */
type Instant = string;

/** A SCIM user as the backend stores it. */
export interface StoredUser {
  readonly id: string;
  readonly attributes: UserAttributes;
  /**
   * The attributes as JSON text, from a backend that stores them as text. An answer then copies the text.
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

/** The attributes of a user. `active` is true unless the client said otherwise. */
export type UserAttributes = ScimAttributes & { readonly userName: string; readonly active: boolean };

export type GroupAttributes = ScimAttributes & { readonly displayName: string };

/** A SCIM group as the backend stores it. `members` is null unless the caller asked for them. */
export interface StoredGroup {
  readonly id: string;
  readonly attributes: GroupAttributes;
  readonly members: readonly { readonly value: string; readonly display: string }[] | null;
  readonly createdAt: Instant;
  readonly lastModified: Instant;
  readonly version: number;
}

/**
 * The order of a list. Absent values come last, or first when descending. The id decides among equal values.
 */
export interface ResourceOrder {
  /** As `readSortBy` returns it. */
  readonly by: AttributePath;
  readonly descending: boolean;
}

/**
 * A value that a list is sorted by, as the backend compares it. Null when absent. Numbers come before texts.
 */
export type SortKey = string | number | null;

/** The place of a resource in an order. It stays valid after the resource is deleted. */
export interface Place {
  readonly key: SortKey;
  readonly id: string;
}

/**
 * Where a page starts. `skip`: after so many resources. `after`: after a place, or with null at the
 * beginning. `before`: the page ends before a place. If no resource is before that place, the page is the
 * first one.
 */
export type ListStart =
  | { readonly skip: number }
  | { readonly after: Place | null }
  | { readonly before: Place };

export interface ResourceQuery {
  /** The largest page, in bytes of its answer. `MAX_PAGE` when absent. */
  readonly room?: number;
  /** A canonical filter, as `readFilter` returns it. Null when all resources match. */
  readonly filter: Filter | null;
  readonly order: ResourceOrder;
  readonly start: ListStart;
  readonly limit: number;
}

/** A search for users and groups in one order. */
export interface SearchQuery extends Pick<ResourceQuery, "start" | "limit"> {
  /** Null when no resource of the kind matches. */
  readonly users: KindQuery | null;
  readonly groups: KindQuery | null;
  readonly descending: boolean;
}

/** What a search asks of one kind of resource. */
export interface KindQuery {
  readonly filter: Filter | null;
  /** What the search is sorted by. Null when resources of the kind lack the attribute. */
  readonly by: AttributePath | null;
}

/** What is refused of a push that disables a user. */
export interface RefusedPush {
  readonly error: ScimError;
  /** Names of the attributes that the push would have changed beside `active`. */
  readonly attributes: readonly string[];
}

export type FoundResource =
  | { readonly kind: "User"; readonly resource: StoredUser }
  | { readonly kind: "Group"; readonly resource: StoredGroup };

export interface ResourcePage<Resource> {
  readonly resources: readonly Resource[];
  /** The number of matches on all pages. Null when the backend would have to read them all to count. */
  readonly total: number | null;
  /** The place of the first of these resources. Null when none is before it, or when some were skipped. */
  readonly first: Place | null;
  /** The place of the last of these resources. Null when no other follows. */
  readonly last: Place | null;
}

/**
 * A change of a group. It holds members as differences, so that adding one member costs the same in a large
 * group as in a small one.
 */
export interface GroupChange {
  readonly attributes: GroupAttributes;
  /** Whether to remove all members before `add`. */
  readonly clearMembers: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * The reads that the SCIM protocol needs of the store of one integration. A missing id gives null.
 */
export interface ScimReads {
  user(id: string): Promise<StoredUser | null>;
  /**
   * @throws ScimError 400 invalidFilter for a filter that it cannot answer, tooMany for one that takes too
   *   long
   */
  users(query: ResourceQuery): Promise<ResourcePage<StoredUser>>;
  group(id: string, options: { readonly members: boolean }): Promise<StoredGroup | null>;
  groups(query: ResourceQuery, options: { readonly members: boolean }): Promise<ResourcePage<StoredGroup>>;
  /** @throws ScimError like `users` */
  search(query: SearchQuery, options: { readonly members: boolean }): Promise<ResourcePage<FoundResource>>;
}

/**
 * The writes. They throw ScimError 409 uniqueness for a taken userName, group name, identity name or external
 * ID, and 400 invalidValue for too many members or a member that is not a user of the integration.
 */
export interface ScimWrites extends ScimReads {
  createUser(attributes: UserAttributes): Promise<StoredUser>;
  /**
   * Null when there is no such user.
   * @param options.disables Whether the request carries `active` false. Then a taken value refuses nothing:
   *   the user is disabled and keeps the value that it had.
   */
  replaceUser(
    id: string,
    attributes: UserAttributes,
    options: { readonly disables: boolean },
  ): Promise<StoredUser | null>;
  /** Says that a push repeats what the user is already. What the network refused is then tried again. */
  repeatUser(id: string): Promise<void>;
  /**
   * Disables a user, although the rest of its push is refused. Changes nothing else, and records the refusal.
   * Null when there is no such user.
   */
  disableUser(id: string, refused: RefusedPush): Promise<StoredUser | null>;
  /** False when there is no such user. */
  deleteUser(id: string): Promise<boolean>;
  createGroup(attributes: GroupAttributes, memberIds: readonly string[]): Promise<StoredGroup>;
  /**
   * Null when there is no such group. A change that changes neither attributes nor members keeps the version.
   */
  changeGroup(id: string, change: GroupChange): Promise<StoredGroup | null>;
  deleteGroup(id: string): Promise<boolean>;
}

export interface ScimBackend extends ScimReads {
  /** Runs the work in one transaction. When it throws, nothing of it is stored. */
  transaction<Result>(work: (writes: ScimWrites) => Promise<Result>): Promise<Result>;
}
