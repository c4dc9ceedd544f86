import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { GroupCommit } from "./group-commit";
import type { PreparedStatements } from "./prepared-statements";

interface Shared {
  readonly writer: PreparedStatements;
  readonly reader: PreparedStatements;
  readonly groupCommit: GroupCommit;
}

/** Kysely's connection for one query or one transaction. It holds at most one transaction at a time. */
export class SqliteConnection implements DatabaseConnection {
  readonly #shared: Shared;
  #isInTransaction = false;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { writer, reader } = this.#shared;
    if (this.#isInTransaction) return writer.execute<Row>(query);
    if (isRead(query)) return reader.execute<Row>(query);
    await this.begin();
    let result: QueryResult<Row>;
    try {
      result = writer.execute<Row>(query);
    } catch (error) {
      this.rollback();
      throw error;
    }
    await this.commit();
    return result;
  }

  async begin(): Promise<void> {
    await this.#shared.groupCommit.begin();
    this.#isInTransaction = true;
  }

  /** Resolves when the transaction is on the disk. @throws when the commit fails */
  commit(): Promise<void> {
    this.#isInTransaction = false;
    return this.#shared.groupCommit.commit();
  }

  /** Does nothing after a failed commit, for which kysely calls it too. */
  rollback(): void {
    if (!this.#isInTransaction) return;
    this.#isInTransaction = false;
    this.#shared.groupCommit.rollback();
  }

  streamQuery(): never {
    throw new Error("rows are not streamed here; read them in pages");
  }
}

function isRead({ query, sql }: CompiledQuery): boolean {
  return query.kind === "SelectQueryNode" || (query.kind === "RawNode" && /^\s*select\b/i.test(sql));
}
