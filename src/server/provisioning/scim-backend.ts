import type { ScimBackend } from "../scim/backend";
import type { Database } from "../store/database";
import { transact } from "../store/transact";
import { changeGroup, createGroup, deleteGroup } from "./group-writes";
import { scimReads } from "./scim-reads";
import type { ScimChange, Scope } from "./scope";
import { createUser, deleteUser, replaceUser } from "./user-writes";

/** What the resources are of, and where what was done to them is kept: within the transaction that does it. */
export interface ScimBackendScope extends Omit<Scope, "note" | "looksFirst" | "held"> {
  readonly keepChanges: (transaction: Database, changes: readonly ScimChange[]) => Promise<void>;
}

/**
 * The SCIM resources of one integration over the store. One transaction writes the resource, the identity it stands for
 * and the ledger of its attributes, or none of them. Within `transaction` only the given writes may be used: a read
 * past them would not see what was written, and take another connection.
 */
export function scimBackend(given: ScimBackendScope): ScimBackend {
  const { db, clock, integrationId, anchors, warn, keepChanges } = given;
  const shared = { clock, integrationId, anchors, warn };
  const reads = scimReads({ ...shared, db, looksFirst: true, held: null, note: noted });
  return {
    ...reads,
    transaction: (work) =>
      transact(db, async (transaction, attempt) => {
        const changes: ScimChange[] = [];
        const within: Scope = {
          ...shared,
          db: transaction,
          looksFirst: attempt > 1,
          held: { users: new Map(), groups: new Map() },
          note: (change) => changes.push(change),
        };
        const result = await work({
          ...scimReads(within),
          createUser: (attributes) => createUser(within, attributes),
          replaceUser: (id, attributes) => replaceUser(within, id, attributes),
          deleteUser: (id) => deleteUser(within, id),
          createGroup: (attributes, members) => createGroup(within, attributes, members),
          changeGroup: (id, change) => changeGroup(within, id, change),
          deleteGroup: (id) => deleteGroup(within, id),
        });
        await keepChanges(transaction, changes);
        return result;
      }),
  };
}

/** Nothing is noted of a read. */
function noted(): void {}
