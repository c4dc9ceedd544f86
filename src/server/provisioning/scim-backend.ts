import type { Network, NetworkRefusal } from "../network/network";
import type {
  FoundResource,
  GroupAttributes,
  GroupChange,
  RefusedPush,
  ResourcePage,
  ResourceQuery,
  ScimBackend,
  ScimReads,
  ScimWrites,
  SearchQuery,
  StoredGroup,
  StoredUser,
  UserAttributes,
} from "../scim/backend";
import { ScimError } from "../scim/scim-error";
import type { Database } from "../store/database";
import { transact } from "../store/transact";
import type { SyncWarning } from "../sync/types";
import { findUser } from "./find-user";
import { readGroup, readGroups, readSorted, readUsers } from "./query/scim-reads";
import type { ScimChange, Scope, UserWrite } from "./scope";
import { changeGroup, createGroup, deleteGroup } from "./writes/groups/group-writes";
import { refusedByNetwork } from "./writes/refused-by-network";
import { undoUserWrite } from "./writes/undo-user-write";
import { createUser, deleteUser, disableUser, repeatUser, replaceUser } from "./writes/user-writes";

/** The integration that owns the resources, and how to record their changes. */
export interface ScimBackendOptions
  extends Omit<Scope, "reportChange" | "reportUserWrite" | "checkBeforeWrite" | "lockedRows"> {
  /** Records the changes of a transaction within that transaction. */
  readonly recordChanges: (transaction: Database, changes: readonly ScimChange[]) => Promise<void>;
  /** Waits for what the network says of a write of one user. Absent or null: the answer does not wait. */
  readonly refusalOf?: Network["refusalOf"];
}

/**
 * The SCIM resources of one integration in the store. One transaction writes a resource, its identity and the
 * ledger of its attributes, or none of them. Work inside `transaction` must use the writes that it receives.
 * Any other read uses another connection and misses what the transaction wrote.
 */
export function scimBackend(options: ScimBackendOptions): ScimBackend {
  return new Backend(options);
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

  search(query: SearchQuery, options: { readonly members: boolean }): Promise<ResourcePage<FoundResource>> {
    return readSorted(this.scope, query, options);
  }
}

class Writes extends Reads implements ScimWrites {
  createUser(attributes: UserAttributes): Promise<StoredUser> {
    return createUser(this.scope, attributes);
  }

  replaceUser(
    id: string,
    attributes: UserAttributes,
    options: { readonly disables: boolean },
  ): Promise<StoredUser | null> {
    return replaceUser(this.scope, id, attributes, options);
  }

  repeatUser(id: string): Promise<void> {
    return repeatUser(this.scope, id);
  }

  disableUser(id: string, refused: RefusedPush): Promise<StoredUser | null> {
    return disableUser(this.scope, id, refused);
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
  constructor(private readonly options: ScimBackendOptions) {
    super(
      scopeOf(options, options.db, {
        checkBeforeWrite: true,
        lockedRows: null,
        reportChange: () => undefined,
        reportUserWrite: null,
      }),
    );
  }

  /** @throws ScimError 409 or 400 when the network refuses the write of one user, which is then undone */
  async transaction<Result>(work: (writes: ScimWrites) => Promise<Result>): Promise<Result> {
    const { refusalOf = null } = this.options;
    if (refusalOf === null) return this.#commit(work, null);
    const written: UserWrite[] = [];
    const result = await this.#commit(work, written);
    const [write, ...others] = written;
    if (write === undefined || others.length > 0) return result;
    const refusal = await refusalOf(write.identityId);
    // Somebody who leaves is disabled there, although an earlier change is still refused.
    if (refusal === null || (refusal.isDisabled && write.onlyDisables)) return result;
    const isUndone = await this.#undo(write, refusal);
    throw refusedByNetwork(refusal, isUndone);
  }

  /** @returns false when a later write came, or when the former values are no longer free */
  async #undo(write: UserWrite, refusal: NetworkRefusal): Promise<boolean> {
    try {
      return await this.#commit((_writes, scope) => undoUserWrite(scope, write, refusal), null);
    } catch (error) {
      if (error instanceof ScimError) return false;
      throw error;
    }
  }

  async #commit<Result>(
    work: (writes: ScimWrites, scope: Scope) => Promise<Result>,
    written: UserWrite[] | null,
  ): Promise<Result> {
    // An attempt that runs again would warn again.
    let warnings: SyncWarning[] = [];
    try {
      return await transact(this.options.db, async (transaction, attempt) => {
        warnings = [];
        written?.splice(0);
        const changes: ScimChange[] = [];
        const options = { ...this.options, warn: (warning: SyncWarning) => warnings.push(warning) };
        const scope = scopeOf(options, transaction, {
          checkBeforeWrite: attempt > 1,
          lockedRows: { users: new Map(), groups: new Map() },
          reportChange: (change) => changes.push(change),
          reportUserWrite: written === null ? null : (write) => written.push(write),
        });
        const result = await work(new Writes(scope), scope);
        await this.options.recordChanges(transaction, changes);
        return result;
      });
    } finally {
      warnings.forEach(this.options.warn);
    }
  }
}

function scopeOf(
  { clock, identities, integrationId, warn }: ScimBackendOptions,
  db: Database,
  own: Pick<Scope, "checkBeforeWrite" | "lockedRows" | "reportChange" | "reportUserWrite">,
): Scope {
  return { db, clock, identities, integrationId, warn, ...own };
}
