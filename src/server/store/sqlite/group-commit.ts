import type { PreparedStatements } from "./prepared-statements";

/** A transaction that is done and waits for the disk. */
interface Done {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets many transactions share one durable commit. They take turns on the connection that writes. Each is a savepoint within
 * one SQLite transaction, the group, so that one that fails takes back its own writes alone. The group is committed after
 * the requests that arrived in the same turn of the event loop, and nobody is told of success before it is on the disk.
 */
export class GroupCommit {
  readonly #writer: PreparedStatements;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  #isGroupOpen = false;
  #isDue = false;
  #done: Done[] = [];

  constructor(writer: PreparedStatements) {
    this.#writer = writer;
  }

  /** Waits for its turn and begins a transaction, to be ended by `commit` or `rollback`. */
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

  /** Ends the transaction. Comes back when the group is on the disk. @throws when it could not be written. */
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

  /** Ends the transaction and takes back its writes; those of the others in the group stay. */
  rollback(): void {
    try {
      this.#takeBack();
    } catch (error) {
      this.#failGroup(error);
    } finally {
      this.#passTurn();
    }
  }

  /** Writes the group to the disk now, unless there is none. */
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
    // It takes the right to write at once. Later, another process could have it and the work would fail half-way.
    this.#writer.run("begin immediate");
    this.#isGroupOpen = true;
    setImmediate(() => {
      if (this.#isTaken) this.#isDue = true;
      else this.flush();
    });
  }

  /** Takes back what all of the group wrote, if SQLite has not done so, and tells them. */
  #failGroup(error: unknown): void {
    if (this.#writer.inTransaction) this.#writer.run("rollback");
    this.#isGroupOpen = false;
    for (const { reject } of this.#endGroup()) reject(error);
  }

  #endGroup(): readonly Done[] {
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
