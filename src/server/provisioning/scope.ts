import type { Clock } from "../context";
import type { Database } from "../store/database";
import type { SyncWarning } from "../sync/types";
import type { GroupRow } from "./group-row";
import type { UserOfRow, UserRow } from "./user-row";

/** What a SCIM write did, for the audit log. */
export interface ScimChange {
  /** As in `user.create`. */
  readonly action: string;
  readonly id: string;
  /** Names of attributes, by their canonical spelling. */
  readonly changed: readonly string[];
}

/** Rows that a transaction has read and locked, by their ids. */
export interface LockedRows {
  readonly users: Map<string, UserOfRow<UserRow>>;
  readonly groups: Map<string, GroupRow>;
}

/** One integration's corner of the store, for one piece of work. */
export interface Scope {
  /** The transaction of the work, or the store for a read. */
  readonly db: Database;
  readonly clock: Clock;
  readonly integrationId: string;
  /** Told what a person should know although the write went through. */
  readonly warn: (warning: SyncWarning) => void;
  /**
   * Whether a write looks for taken values before it writes. Otherwise it leaves them to the unique indexes, which look
   * anyway; when they find one, the transaction runs again with this set.
   */
  readonly checkBeforeWrite: boolean;
  /** Nobody else can change these, so the transaction reads them once. Null outside a transaction. */
  readonly lockedRows: LockedRows | null;
  /** Told what a write changed; kept with the transaction. Nobody is told on a read. */
  readonly note: (change: ScimChange) => void;
}
