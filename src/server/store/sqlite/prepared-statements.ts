import type { CompiledQuery, QueryResult } from "kysely";
import type SqliteDatabase from "libsql";
import { LRUCache } from "lru-cache";

/** How many prepared statements a connection keeps. Filters make an endless number of texts. */
const MOST_STATEMENTS = 500;

/** Runs statements on one connection to the file and prepares each text once. */
export class PreparedStatements {
  readonly #connection: SqliteDatabase.Database;
  readonly #prepared = new LRUCache<string, SqliteDatabase.Statement>({ max: MOST_STATEMENTS });

  constructor(connection: SqliteDatabase.Database) {
    this.#connection = connection;
  }

  /** Whether a transaction is open. SQLite itself ends one after some errors, such as a full disk. */
  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  execute<Row>({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">): QueryResult<Row> {
    const statement = this.#prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    return { numAffectedRows: BigInt(statement.run(parameters).changes), rows: [] };
  }

  /** Runs a statement without parameters and without rows. */
  run(sql: string): void {
    this.#prepare(sql).run([]);
  }

  /** Copies the write-ahead log into the file and empties it. */
  checkpoint(): void {
    this.#connection.pragma("wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    this.#prepared.clear();
    this.#connection.close();
  }

  #prepare(sql: string): SqliteDatabase.Statement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
