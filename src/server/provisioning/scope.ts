import type { Clock } from "../context";
import type { NetworkIdentities } from "../network/network-identities";
import type { Database } from "../store/database";
import type { SyncWarning } from "../sync/types";
import type { GroupRow } from "./group-row";
import type { UserOfRow, UserRow } from "./user-row";

/** One change that a SCIM write made, for the audit log. */
export interface ScimChange {
  /** For example `user.create`. */
  readonly action: string;
  readonly id: string;
  /** Names of attributes in their canonical spelling. */
  readonly changed: readonly string[];
  /** The HTTP status for a part that was refused while the rest was done. Absent: it was done. */
  readonly refusedWith?: number;
  /** Its numbers, as the contract names them. A number that is 0 is absent. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Rows that a transaction has read and locked, by their ids. */
export interface LockedRows {
  readonly users: Map<string, UserOfRow<UserRow>>;
  readonly groups: Map<string, GroupRow>;
}

/** What a read or a write of an integration's resources needs. */
export interface Scope {
  /** The transaction of the work, or the store for a read. */
  readonly db: Database;
  readonly clock: Clock;
  /** The identities of the network that the integration provisions. */
  readonly identities: NetworkIdentities;
  readonly integrationId: string;
  /** Reports what a person should know about a write, whether it succeeds or not. */
  readonly warn: (warning: SyncWarning) => void;
  /**
   * Whether a write looks for taken values before it writes. The first attempt relies on the unique indexes
   * instead. When an index refuses a value, the transaction runs again with this set. The error can then name
   * the value.
   */
  readonly checkBeforeWrite: boolean;
  /** Nobody else can change these rows, so the transaction reads each once. Null outside a transaction. */
  readonly lockedRows: LockedRows | null;
  /** Reports what a write changed. The transaction records it. A read reports nothing. */
  readonly reportChange: (change: ScimChange) => void;
}
