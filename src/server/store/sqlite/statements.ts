import type { CompiledQuery, QueryResult } from "kysely";
import type SqliteDatabase from "libsql";

/** How many prepared statements one connection keeps; the texts of filters are endless. */
const KEPT = 500;

interface Prepared {
  readonly statement: SqliteDatabase.Statement;
  readonly isReader: boolean;
}

/** Runs statements of one connection; each text is prepared once. */
export class Statements {
  readonly #kept = new Map<string, Prepared>();

  constructor(readonly connection: SqliteDatabase.Database) {}

  execute<R>({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">): QueryResult<R> {
    const { statement, isReader } = this.#prepared(sql);
    if (isReader) return { rows: statement.all(parameters) as R[] };
    const { changes } = statement.run(parameters);
    return { numAffectedRows: BigInt(changes), rows: [] };
  }

  /** Runs a statement without parameters and without rows. */
  run(sql: string): void {
    this.#prepared(sql).statement.run([]);
  }

  close(): void {
    this.#kept.clear();
    this.connection.close();
  }

  #prepared(sql: string): Prepared {
    const known = this.#kept.get(sql);
    if (known !== undefined) return known;
    const statement = this.connection.prepare(sql);
    const prepared = { statement, isReader: statement.reader };
    const [oldest] = this.#kept.size >= KEPT ? this.#kept.keys() : [];
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(sql, prepared);
    return prepared;
  }
}
