import { setTimeout as pause } from "node:timers/promises";
import { UnavailableError } from "../unavailable";
import type { PreparedStatements } from "./prepared-statements";

/**
 * How long a transaction waits by default, in milliseconds: for its turn, and for another process's lock.
 */
const MAX_WAIT = 5_000;
/** The pause between two attempts to get that lock, in milliseconds. The server answers reads meanwhile. */
const LOCK_PAUSE = 50;

/** A transaction that waits for its turn, or a finished one that waits for the disk. */
interface Waiting {
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
  readonly #waiting: Waiting[] = [];
  #isTaken = false;
  #isGroupOpen = false;
  #isDue = false;
  #done: Waiting[] = [];

  /** @param maxWait In milliseconds. */
  constructor(
    writer: PreparedStatements,
    private readonly maxWait = MAX_WAIT,
  ) {
    this.#writer = writer;
  }

  /**
   * Waits for its turn and begins a transaction. `commit` or `rollback` must end it.
   * @throws UnavailableError when another transaction, or another process, takes too long
   */
  async begin(): Promise<void> {
    await this.#takeTurn();
    try {
      if (!this.#isGroupOpen) await this.#openGroup();
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
    if (!this.#writer.inTransaction) {
      throw new UnavailableError("SQLite took back all writes of the last moment");
    }
    this.#writer.run("rollback to one_of_group");
    this.#writer.run("release one_of_group");
  }

  async #openGroup(): Promise<void> {
    await this.#lockFile();
    this.#isGroupOpen = true;
    setImmediate(() => {
      if (this.#isTaken) this.#isDue = true;
      else this.flush();
    });
  }

  /** Begins an SQLite transaction that may write. When the lock stays taken, all who wait are refused. */
  async #lockFile(): Promise<void> {
    const giveUpAt = performance.now() + this.maxWait;
    // `immediate` takes the write lock now. Later, another process could hold it and the work would fail
    // half-way.
    while (!this.#writer.tryRun("begin immediate")) {
      await pause(LOCK_PAUSE);
      if (performance.now() < giveUpAt) continue;
      const locked = new UnavailableError("another process keeps the database file locked");
      for (const { reject } of this.#waiting.splice(0)) reject(locked);
      throw locked;
    }
  }

  /** Takes back all writes of the group, unless SQLite has done so, and rejects its transactions. */
  #failGroup(error: unknown): void {
    if (this.#writer.inTransaction) this.#writer.run("rollback");
    this.#isGroupOpen = false;
    for (const { reject } of this.#endGroup()) reject(error);
  }

  #endGroup(): readonly Waiting[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  async #takeTurn(): Promise<void> {
    if (this.#isTaken) await this.#nextTurn();
    this.#isTaken = true;
  }

  #nextTurn(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(new UnavailableError("another transaction takes too long"));
      }, this.maxWait);
      const waiting = {
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
        reject: (error: unknown) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#waiting.push(waiting);
    });
  }

  #passTurn(): void {
    if (this.#isDue) this.flush();
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next.resolve();
  }
}
