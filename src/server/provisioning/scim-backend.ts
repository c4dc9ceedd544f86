import type {
  GroupAttributes,
  GroupChange,
  ResourcePage,
  ResourceQuery,
  ScimBackend,
  ScimReads,
  ScimWrites,
  StoredGroup,
  StoredUser,
  UserAttributes,
} from "../scim/backend";
import type { Database } from "../store/database";
import { transact } from "../store/transact";
import { findUser } from "./find-user";
import { readGroup, readGroups, readUsers } from "./query/scim-reads";
import type { ScimChange, Scope } from "./scope";
import { changeGroup, createGroup, deleteGroup } from "./writes/group-writes";
import { createUser, deleteUser, replaceUser } from "./writes/user-writes";

/** The integration that owns the resources, and where their changes are recorded. */
export interface ScimBackendScope extends Omit<Scope, "note" | "checkBeforeWrite" | "lockedRows"> {
  /** Records the changes of a transaction within that transaction. */
  readonly keepChanges: (transaction: Database, changes: readonly ScimChange[]) => Promise<void>;
}

/**
 * The SCIM resources of one integration in the store. One transaction writes the resource, its identity and
 * the ledger of its attributes, or none of them. Work inside `transaction` must use the writes that it is
 * given. Any other read takes another connection and misses what the transaction wrote.
 */
export function scimBackend(given: ScimBackendScope): ScimBackend {
  return new Backend(given);
}

class Reads implements ScimReads {
  constructor(protected readonly scope: Scope) {}

  user(id: string): Promise<StoredUser | null> {
    return findUser(this.scope, id);
  }

  users(query: ResourceQuery): Promise<ResourcePage<StoredUser>> {
    return readUsers(this.scope, query);
  }

  group(id: string, options: { readonly members: boolean }): Promise<StoredGroup | null> {
    return readGroup(this.scope, id, options);
  }

  groups(query: ResourceQuery, options: { readonly members: boolean }): Promise<ResourcePage<StoredGroup>> {
    return readGroups(this.scope, query, options);
  }
}

class Writes extends Reads implements ScimWrites {
  createUser(attributes: UserAttributes): Promise<StoredUser> {
    return createUser(this.scope, attributes);
  }

  replaceUser(id: string, attributes: UserAttributes): Promise<StoredUser | null> {
    return replaceUser(this.scope, id, attributes);
  }

  deleteUser(id: string): Promise<boolean> {
    return deleteUser(this.scope, id);
  }

  createGroup(attributes: GroupAttributes, memberIds: readonly string[]): Promise<StoredGroup> {
    return createGroup(this.scope, attributes, memberIds);
  }

  changeGroup(id: string, change: GroupChange): Promise<StoredGroup | null> {
    return changeGroup(this.scope, id, change);
  }

  deleteGroup(id: string): Promise<boolean> {
    return deleteGroup(this.scope, id);
  }
}

class Backend extends Reads implements ScimBackend {
  constructor(private readonly given: ScimBackendScope) {
    super(scopeOf(given, given.db, { checkBeforeWrite: true, lockedRows: null, note: () => undefined }));
  }

  transaction<Result>(work: (writes: ScimWrites) => Promise<Result>): Promise<Result> {
    return transact(this.given.db, async (transaction, attempt) => {
      const changes: ScimChange[] = [];
      const within = scopeOf(this.given, transaction, {
        checkBeforeWrite: attempt > 1,
        lockedRows: { users: new Map(), groups: new Map() },
        note: (change) => changes.push(change),
      });
      const result = await work(new Writes(within));
      await this.given.keepChanges(transaction, changes);
      return result;
    });
  }
}

function scopeOf(
  { clock, integrationId, warn }: ScimBackendScope,
  db: Database,
  { checkBeforeWrite, lockedRows, note }: Pick<Scope, "checkBeforeWrite" | "lockedRows" | "note">,
): Scope {
  return { db, clock, integrationId, warn, checkBeforeWrite, lockedRows, note };
}
