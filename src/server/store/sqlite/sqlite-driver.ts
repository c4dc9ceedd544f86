import type { Driver } from "kysely";
import { GroupCommit } from "./group-commit";
import type { PreparedStatements } from "./prepared-statements";
import { SqliteConnection } from "./sqlite-connection";

/** Two connections to one file. */
export interface SqliteConnections {
  readonly writer: PreparedStatements;
  readonly reader: PreparedStatements;
}

/**
 * Kysely's driver over two connections to one file. Transactions and single writes take turns on the writer
 * and share commits. A read outside a transaction uses the reader. It sees the last commit and waits for
 * nobody.
 */
export class SqliteDriver implements Driver {
  readonly #writer: PreparedStatements;
  readonly #reader: PreparedStatements;
  readonly #groupCommit: GroupCommit;

  constructor({ writer, reader }: SqliteConnections) {
    this.#writer = writer;
    this.#reader = reader;
    this.#groupCommit = new GroupCommit(writer);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return new SqliteConnection({
      writer: this.#writer,
      reader: this.#reader,
      groupCommit: this.#groupCommit,
    });
  }

  beginTransaction(connection: SqliteConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.commit();
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    connection.rollback();
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#groupCommit.flush();
    this.#reader.close();
    // Otherwise the log stays beside the file, and a person who copies only the file loses what the log
    // holds.
    this.#writer.checkpoint();
    this.#writer.close();
  }
}
