import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { GroupCommit } from "./group-commit";
import type { PreparedStatements } from "./prepared-statements";

interface Shared {
  readonly writer: PreparedStatements;
  readonly reader: PreparedStatements;
  readonly groupCommit: GroupCommit;
}

/** What one query or one transaction runs its statements on. It begins at most one transaction at a time. */
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

  /** Comes back when the transaction is on the disk. @throws when it could not be written. */
  commit(): Promise<void> {
    this.#isInTransaction = false;
    return this.#shared.groupCommit.commit();
  }

  /** Kysely also rolls back a transaction whose commit failed; nothing is left of that one. */
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
