import type { PreparedStatements } from "./prepared-statements";

/** A finished transaction that waits for the disk. */
interface Finished {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets many transactions share one durable commit. They take turns on the connection that writes. Each is a
 * savepoint within one SQLite transaction, the group. So a transaction that fails takes back only its own
 * writes. The group commits after the requests that arrived in the same turn of the event loop. No
 * transaction succeeds before its group is on the disk.
 */
export class GroupCommit {
  readonly #writer: PreparedStatements;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  #isGroupOpen = false;
  #isDue = false;
  #done: Finished[] = [];

  constructor(writer: PreparedStatements) {
    this.#writer = writer;
  }

  /** Waits for its turn and begins a transaction. `commit` or `rollback` must end it. */
  async begin(): Promise<void> {
    await this.#takeTurn();
    try {
      this.#openGroup();
      this.#writer.run("savepoint one_of_group");
    } catch (error) {
      this.#passTurn();
      throw error;
    }
  }

  /** Ends the transaction. Resolves when the group is on the disk. @throws when the commit fails */
  async commit(): Promise<void> {
    try {
      this.#writer.run("release one_of_group");
    } catch (error) {
      this.rollback();
      throw error;
    }
    const written = new Promise<void>((resolve, reject) => this.#done.push({ resolve, reject }));
    this.#passTurn();
    await written;
  }

  /** Ends the transaction and takes back its writes. The other writes of the group stay. */
  rollback(): void {
    try {
      this.#takeBack();
    } catch (error) {
      this.#failGroup(error);
    } finally {
      this.#passTurn();
    }
  }

  /** Commits the open group now, if there is one. */
  flush(): void {
    this.#isDue = false;
    if (!this.#isGroupOpen) return;
    try {
      this.#writer.run("commit");
    } catch (error) {
      this.#failGroup(error);
      return;
    }
    this.#isGroupOpen = false;
    for (const { resolve } of this.#endGroup()) resolve();
  }

  #takeBack(): void {
    if (!this.#writer.inTransaction) throw new Error("SQLite took back all writes of the last moment");
    this.#writer.run("rollback to one_of_group");
    this.#writer.run("release one_of_group");
  }

  #openGroup(): void {
    if (this.#isGroupOpen) return;
    // `immediate` takes the write lock now. Later, another process could hold it and the work would fail
    // half-way.
    this.#writer.run("begin immediate");
    this.#isGroupOpen = true;
    setImmediate(() => {
      if (this.#isTaken) this.#isDue = true;
      else this.flush();
    });
  }

  /** Takes back all writes of the group, unless SQLite has done so, and rejects its transactions. */
  #failGroup(error: unknown): void {
    if (this.#writer.inTransaction) this.#writer.run("rollback");
    this.#isGroupOpen = false;
    for (const { reject } of this.#endGroup()) reject(error);
  }

  #endGroup(): readonly Finished[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  async #takeTurn(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  #passTurn(): void {
    if (this.#isDue) this.flush();
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
