import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";
import type { Statements } from "./statements";

/** Kysely's driver for what runs inside a transaction that others begin and end. */
export class WithinDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(writer: Statements) {
    this.#connection = {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => writer.execute<R>(query),
      streamQuery: () => {
        throw new Error("rows are not streamed here; read them in pages");
      },
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<never> {
    throw new Error("a transaction is under way already; use that one");
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
