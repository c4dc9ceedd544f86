import type { Clock } from "../context";
import type { NetworkIdentities } from "../network/network-identities";
import type { UserAttributes } from "../scim/backend";
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

/** A write of one user, as far as undoing it needs it. */
export interface UserWrite {
  readonly userId: string;
  readonly identityId: string;
  /** The version of the user after the write. */
  readonly version: number;
  /**
   * The user and its identity before the write. Null for a new user, and `same` when a push repeats what the
   * network refused before, so that there is nothing to undo.
   */
  readonly before:
    | {
        readonly attributes: UserAttributes;
        readonly name: string;
        readonly externalId: string | null;
      }
    | "same"
    | null;
  /** Whether the write only disables the user. */
  readonly onlyDisables: boolean;
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
  /** Reports a write of one user. Null when nobody could undo it. */
  readonly reportUserWrite: ((write: UserWrite) => void) | null;
}
