import type { Statements } from "./statements";

interface Settled {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets many transactions share one durable commit. They run one after the other, each in a savepoint of its own, so that
 * the failure of one leaves the others alone; all of those that came in the same turn of the event loop are written to the
 * disk together, and none is told that it is kept before that.
 */
export class GroupCommit {
  readonly #statements: Statements;
  readonly #waiting: (() => void)[] = [];
  #isHeld = false;
  #isBegun = false;
  #isPlanned = false;
  #isDue = false;
  #settled: Settled[] = [];

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Waits for its turn and begins a transaction. */
  async enter(): Promise<void> {
    if (this.#isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isHeld = true;
    try {
      // The right to write is taken at once: later, another process could have it and the work would fail half-way.
      if (!this.#isBegun) this.#statements.run("begin immediate");
      this.#isBegun = true;
      this.#statements.run("savepoint work");
    } catch (error) {
      this.#release();
      throw error;
    }
    this.#plan();
  }

  /** Ends the transaction and comes back when it is on the disk. @throws when it could not be written. */
  leave(): Promise<void> {
    try {
      this.#statements.run("release work");
    } catch (error) {
      this.undo();
      throw error;
    }
    const written = new Promise<void>((resolve, reject) => this.#settled.push({ resolve, reject }));
    this.#release();
    return written;
  }

  /** Takes back what the transaction did, and nothing of the others. */
  undo(): void {
    try {
      this.#statements.run("rollback to work");
      this.#statements.run("release work");
    } catch (error) {
      // A full disk, say, ends the whole transaction: nobody's work is kept.
      this.#abandon(error);
    }
    this.#release();
  }

  /** Writes what is done to the disk now. */
  flush(): void {
    this.#isDue = false;
    if (!this.#isBegun) return;
    const settled = this.#settled;
    this.#settled = [];
    try {
      this.#statements.run("commit");
      this.#isBegun = false;
      for (const { resolve } of settled) resolve();
    } catch (error) {
      this.#settled = settled;
      this.#abandon(error);
    }
  }

  #abandon(error: unknown): void {
    if (this.#statements.connection.inTransaction) this.#statements.run("rollback");
    this.#isBegun = false;
    const settled = this.#settled;
    this.#settled = [];
    for (const { reject } of settled) reject(error);
  }

  #release(): void {
    if (this.#isDue) this.flush();
    this.#isHeld = false;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#isHeld = true;
    next();
  }

  /** After the requests that arrived together: the event loop reads them first. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      if (this.#isHeld) this.#isDue = true;
      else this.flush();
    });
  }
}
