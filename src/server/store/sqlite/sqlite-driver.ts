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
 * Kysely's driver over two connections to one file. Transactions and single writes take turns on the writer and share their
 * commits. A read outside a transaction goes to the reader: it sees the last commit and waits for nobody.
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
    // Without this the log stays beside the file, and a person who copies the file would miss what is in it.
    this.#writer.checkpoint();
    this.#writer.close();
  }
}
