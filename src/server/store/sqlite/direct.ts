import type { Database } from "../database";
import type { Statements } from "./statements";
import type { TableVersions } from "./table-versions";

interface Direct {
  readonly read: Statements;
  /** Null outside a transaction, where a write has to wait for its turn. */
  readonly write: Statements | null;
  readonly versions: TableVersions;
}

const direct = new WeakMap<Database, Direct>();

/** The connection on which what is read through a query builder may be read without it; null for another engine. */
export function directReads(db: Database): Statements | null {
  return direct.get(db)?.read ?? null;
}

/** The same for writes. Null also outside a transaction. */
export function directWrites(db: Database): Statements | null {
  return direct.get(db)?.write ?? null;
}

/** The versions of the tables; null for another engine. */
export function tableVersions(db: Database): TableVersions | null {
  return direct.get(db)?.versions ?? null;
}

/** Makes known by which connection a query builder reads, and writes when it writes at once. */
export function allowDirect(db: Database, how: Direct): void {
  direct.set(db, how);
}
