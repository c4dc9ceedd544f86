import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";
import type { GroupCommit } from "./group-commit";
import type { Statements } from "./statements";

interface Connections {
  readonly writer: Statements;
  readonly reader: Statements;
  readonly commits: GroupCommit;
}

/**
 * Kysely's driver over two connections to one file: transactions and single writes take turns on the one that writes and
 * are committed in groups; what reads outside a transaction sees the last commit through the other and waits for nobody.
 */
export class SqliteDriver implements Driver {
  readonly #writer: Statements;
  readonly #reader: Statements;
  readonly #commits: GroupCommit;

  constructor({ writer, reader, commits }: Connections) {
    this.#writer = writer;
    this.#reader = reader;
    this.#commits = commits;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Session> {
    return new Session(this.#writer, this.#reader, this.#commits);
  }

  async beginTransaction(session: Session): Promise<void> {
    await this.#commits.enterAlone();
    session.isWithin = true;
  }

  async commitTransaction(session: Session): Promise<void> {
    session.isWithin = false;
    this.#commits.leaveAlone();
  }

  async rollbackTransaction(session: Session): Promise<void> {
    // Kysely also rolls back what it failed to commit, which is over by then.
    if (!session.isWithin) return;
    session.isWithin = false;
    this.#commits.undoAlone();
  }

  async savepoint(_session: Session, name: string): Promise<void> {
    this.#writer.run(`savepoint ${quoted(name)}`);
  }

  async rollbackToSavepoint(_session: Session, name: string): Promise<void> {
    this.#writer.run(`rollback to ${quoted(name)}`);
  }

  async releaseSavepoint(_session: Session, name: string): Promise<void> {
    this.#writer.run(`release ${quoted(name)}`);
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#commits.flush();
    this.#reader.close();
    // The driver alone leaves the write-ahead log beside the file, which a person who copies the file would miss.
    this.#writer.connection.pragma("wal_checkpoint(TRUNCATE)");
    this.#writer.close();
  }
}

/** What one caller holds between acquiring and releasing. */
class Session implements DatabaseConnection {
  isWithin = false;
  readonly #writer: Statements;
  readonly #reader: Statements;
  readonly #commits: GroupCommit;

  constructor(writer: Statements, reader: Statements, commits: GroupCommit) {
    this.#writer = writer;
    this.#reader = reader;
    this.#commits = commits;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.isWithin) return this.#writer.execute<R>(query);
    if (isRead(query)) return this.#reader.execute<R>(query);
    return this.#commits.run(() => this.#writer.execute<R>(query));
  }

  streamQuery(): never {
    throw new Error("rows are not streamed here; read them in pages");
  }
}

function isRead({ query, sql }: CompiledQuery): boolean {
  return query.kind === "SelectQueryNode" || (query.kind === "RawNode" && /^\s*select\b/i.test(sql));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
