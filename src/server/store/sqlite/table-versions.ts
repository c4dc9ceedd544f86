/** Stands for every table. */
export const ANY_TABLE = "*";

/**
 * Tells whether tables have changed since something was read of them, without reading them. What this process commits is
 * counted by table; that another process has committed is asked of SQLite, once in a turn of the event loop.
 */
export class TableVersions {
  readonly #dataVersion: () => number;
  readonly #committed = new Map<string, number>();
  /** What the transaction under way has written to. */
  readonly #touched = new Set<string>();
  #seen: number | null = null;
  #isSeen = false;

  /** @param dataVersion SQLite's `data_version` of the connection that writes: only what others commit changes it. */
  constructor(dataVersion: () => number) {
    this.#dataVersion = dataVersion;
  }

  /** Grows with each commit that changed one of the tables; null while a transaction that changes one is under way. */
  of(tables: readonly string[]): number | null {
    this.#look();
    let version = this.#committed.get(ANY_TABLE) ?? 0;
    if (this.#touched.has(ANY_TABLE)) return null;
    for (const table of tables) {
      if (this.#touched.has(table)) return null;
      version += this.#committed.get(table) ?? 0;
    }
    return version;
  }

  /** Notes that a statement went through which writes to a table, named as {@link tableOf} does. */
  touch(table: string): void {
    this.#touched.add(table);
  }

  /** Notes that the transaction ended. */
  settle(isCommitted: boolean): void {
    if (isCommitted) for (const table of this.#touched) this.#count(table);
    this.#touched.clear();
  }

  #look(): void {
    if (this.#isSeen) return;
    this.#isSeen = true;
    setImmediate(() => {
      this.#isSeen = false;
    });
    const version = this.#dataVersion();
    if (this.#seen !== null && this.#seen !== version) this.#count(ANY_TABLE);
    this.#seen = version;
  }

  #count(table: string): void {
    this.#committed.set(table, (this.#committed.get(table) ?? 0) + 1);
  }
}

/** The table that a statement writes to; {@link ANY_TABLE} when that cannot be told. */
export function tableOf(sql: string): string {
  return /^\s*(?:insert into|update|delete from) "(\w+)"/i.exec(sql)?.[1] ?? ANY_TABLE;
}
