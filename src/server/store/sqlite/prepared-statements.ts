import type { CompiledQuery, QueryResult } from "kysely";
import type SqliteDatabase from "libsql";
import { LRUCache } from "lru-cache";

/** How many prepared statements a connection keeps. Filters make an endless number of texts. */
const MAX_STATEMENTS = 500;

interface Prepared {
  readonly statement: SqliteDatabase.Statement;
  /** Names of the columns. Null for a statement that gives no rows. */
  readonly columns: readonly string[] | null;
}

/** Runs statements on one connection to the file and prepares each text once. */
export class PreparedStatements {
  readonly #connection: SqliteDatabase.Database;
  readonly #prepared = new LRUCache<string, Prepared>({ max: MAX_STATEMENTS });

  constructor(connection: SqliteDatabase.Database) {
    this.#connection = connection;
  }

  /** Whether a transaction is open. SQLite itself ends one after some errors, such as a full disk. */
  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  execute<Row>({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">): QueryResult<Row> {
    const { statement, columns } = this.#prepare(sql);
    if (columns !== null) {
      const rows = statement.all(parameters) as unknown[][];
      return { rows: rows.map((row) => objectOf(columns, row) as Row) };
    }
    return { numAffectedRows: BigInt(statement.run(parameters).changes), rows: [] };
  }

  /** Runs a statement without parameters and without rows. */
  run(sql: string): void {
    this.#prepare(sql).statement.run([]);
  }

  /** Runs such a statement. @returns false when another process has locked the file */
  tryRun(sql: string): boolean {
    try {
      this.run(sql);
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === "SQLITE_BUSY") return false;
      throw error;
    }
  }

  /** Copies the write-ahead log into the file and empties it. */
  checkpoint(): void {
    this.#connection.pragma("wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    this.#prepared.clear();
    this.#connection.close();
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : null;
    // libsql makes a list of values in half the time of an object.
    if (columns !== null) statement.raw();
    const prepared = { statement, columns };
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

function objectOf(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [at, name] of columns.entries()) row[name] = values[at];
  return row;
}
