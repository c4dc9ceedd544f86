import type { Clock } from "../context";
import { ScimError } from "../scim/scim-error";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";
import type { SyncWarning } from "../sync/types";

/** What a SCIM write did, for the audit log. */
export interface ScimChange {
  /** As in `user.create`. */
  readonly action: string;
  readonly id: string;
  /** Names of attributes, by their canonical spelling. */
  readonly changed: readonly string[];
}

/** One integration's corner of the store, for one piece of work. */
export interface Scope {
  /** The transaction of the work, or the store for a read. */
  readonly db: Database;
  readonly clock: Clock;
  readonly integrationId: string;
  /** Told what a person should know although the write went through. */
  readonly warn: (warning: SyncWarning) => void;
  /** Told what a write changed; kept with the transaction. Nobody is told on a read. */
  readonly note: (change: ScimChange) => void;
}

/** The integration as it is in this transaction. @throws ScimError 404 when it was deleted meanwhile. */
export async function integrationOf({ db, integrationId }: Scope): Promise<Row<"integrations">> {
  const row = await db
    .selectFrom("integrations")
    .selectAll()
    .where("id", "=", integrationId)
    // Its mapping does not change before this work is done; nobody else is kept waiting.
    .$if(db.isTransaction, (query) => query.forKeyShare())
    .executeTakeFirst();
  if (row === undefined) throw new ScimError(404, null, "the integration was deleted");
  return row;
}
