import type { Database } from "../database";
import type { Statements } from "./statements";

const reads = new WeakMap<Database, Statements>();
const writes = new WeakMap<Database, Statements>();

/** The connection on which what is read through a query builder may be read without it; null for another engine. */
export function directReads(db: Database): Statements | null {
  return reads.get(db) ?? null;
}

/** The same for writes. Null also outside a transaction, where a write has to wait for its turn. */
export function directWrites(db: Database): Statements | null {
  return writes.get(db) ?? null;
}

/** Makes known by which connection a query builder reads, and writes when it writes at once. */
export function allowDirect(
  db: Database,
  on: { readonly read: Statements; readonly write?: Statements },
): void {
  reads.set(db, on.read);
  if (on.write !== undefined) writes.set(db, on.write);
}
