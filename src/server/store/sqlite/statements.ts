import type { CompiledQuery, QueryResult } from "kysely";
import type SqliteDatabase from "libsql";
import { ANY_TABLE, TableVersions, tableOf } from "./table-versions";

/** How many prepared statements one connection keeps; the texts of filters are endless. */
const KEPT = 500;

interface Prepared {
  readonly statement: SqliteDatabase.Statement;
  /** Names of the columns; null for a statement that gives no rows. */
  readonly columns: readonly string[] | null;
  /** What it writes to, as {@link tableOf} says; null for one that reads. */
  readonly table: string | null;
}

/**
 * Runs statements of one connection; each text is prepared once for each way of reading it, because libsql 0.5 gives the row
 * that `all` found before to the `get` that follows it. Rows come out of the library as bare lists, which it makes in half
 * the time of objects.
 */
export class Statements {
  readonly #whole = new Map<string, Prepared>();
  readonly #firsts = new Map<string, Prepared>();
  /** What this connection changes. */
  readonly versions: TableVersions;
  #writes = 0;

  constructor(readonly connection: SqliteDatabase.Database) {
    const dataVersion = connection.prepare("pragma data_version").raw();
    this.versions = new TableVersions(() => (dataVersion.get([]) as unknown as [number])[0]);
  }

  /** How many statements have gone through that may have changed something. */
  get writes(): number {
    return this.#writes;
  }

  execute<R>({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">): QueryResult<R> {
    if (this.#prepared(this.#whole, sql).columns !== null) return { rows: this.all<R>(sql, parameters) };
    return { numAffectedRows: BigInt(this.run(sql, parameters)), rows: [] };
  }

  all<R>(sql: string, parameters: readonly unknown[]): R[] {
    const { statement, columns, table } = this.#prepared(this.#whole, sql);
    const rows = statement.all(parameters) as unknown[][];
    if (table !== null) this.#wrote(table);
    return rows.map((row) => toObject<R>(columns ?? [], row));
  }

  first<R>(sql: string, parameters: readonly unknown[]): R | undefined {
    const { statement, columns, table } = this.#prepared(this.#firsts, sql);
    const row = statement.get(parameters) as unknown[] | undefined;
    if (table !== null) this.#wrote(table);
    return row && toObject<R>(columns ?? [], row);
  }

  /** Runs a statement without rows. @returns How many rows it changed. */
  run(sql: string, parameters: readonly unknown[] = []): number {
    const { statement, table } = this.#prepared(this.#whole, sql);
    const { changes } = statement.run(parameters);
    if (table !== null && (changes > 0 || table === ANY_TABLE)) this.#wrote(table);
    return changes;
  }

  /** Begins a transaction that may write. */
  begin(): void {
    // The right to write is taken at once: later, another process could have it and the work would fail half-way.
    this.#prepared(this.#whole, "begin immediate").statement.run([]);
  }

  /** Keeps what the transaction did. @throws when it could not be written. */
  commit(): void {
    this.#prepared(this.#whole, "commit").statement.run([]);
    this.versions.settle(true);
  }

  /** Takes back what the transaction did, if SQLite has not done so already. */
  rollback(): void {
    if (this.connection.inTransaction) this.#prepared(this.#whole, "rollback").statement.run([]);
    this.versions.settle(false);
  }

  close(): void {
    this.#whole.clear();
    this.#firsts.clear();
    this.connection.close();
  }

  #wrote(table: string): void {
    this.#writes += 1;
    this.versions.touch(table);
  }

  #prepared(kept: Map<string, Prepared>, sql: string): Prepared {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = this.connection.prepare(sql);
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : null;
    if (columns !== null) statement.raw();
    const table = /^\s*select\b/i.test(sql) ? null : tableOf(sql);
    const prepared = { statement, columns, table };
    const [oldest] = kept.size >= KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(sql, prepared);
    return prepared;
  }
}

function toObject<R>(columns: readonly string[], values: readonly unknown[]): R {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at] as string] = values[at];
  return row as R;
}
