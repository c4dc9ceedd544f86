import type { Statements } from "./statements";

/** Work that is done and waits to be written to the disk. */
interface Done {
  /** Does it again, and keeps what comes of it this time. */
  readonly repeat: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets many pieces of work share one durable commit. They run one after the other; all of those that came in the same turn
 * of the event loop are written to the disk together, and none is told that it is kept before that.
 *
 * Work that fails after it wrote something takes all down with it, and the others are done again without it. A savepoint
 * around each would spare them that, but SQLite copies every page that is written within one: it halves the throughput of
 * the many that do not fail.
 */
export class GroupCommit {
  readonly #statements: Statements;
  readonly #waiting: (() => void)[] = [];
  #isHeld = false;
  #isBegun = false;
  #isPlanned = false;
  #isDue = false;
  #done: Done[] = [];

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * Does the work when its turn comes, and comes back when it is on the disk. The work may be done more than once; it must
   * change nothing but the database.
   * @throws what the work throws, and when it could not be written.
   */
  async run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    await this.#enter();
    let result: Result;
    try {
      this.#begin();
      result = await this.#attempt(work);
    } catch (error) {
      this.#release();
      throw error;
    }
    const written = new Promise<void>((resolve, reject) => {
      const repeat = async () => {
        result = await work();
      };
      this.#done.push({ repeat, resolve, reject });
    });
    this.#release();
    await written;
    return result;
  }

  /** Waits for its turn and begins a transaction of its own, to be ended by `leave` or `abandon`. */
  async enterAlone(): Promise<void> {
    await this.#enter();
    try {
      this.flush();
      this.#begin();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Ends a transaction of its own and keeps it. @throws when it could not be written. */
  leaveAlone(): void {
    try {
      this.#statements.commit();
      this.#isBegun = false;
    } catch (error) {
      this.#rollback();
      throw error;
    } finally {
      this.#release();
    }
  }

  /** Ends a transaction of its own and takes back what it did. */
  undoAlone(): void {
    this.#rollback();
    this.#release();
  }

  /** Writes what is done to the disk now. */
  flush(): void {
    this.#isDue = false;
    if (!this.#isBegun) return;
    const done = this.#done;
    try {
      this.#statements.commit();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#isBegun = false;
    this.#done = [];
    for (const { resolve } of done) resolve();
  }

  async #attempt<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const before = this.#statements.writes;
    try {
      return await work();
    } catch (error) {
      // A full disk, say, has ended the transaction: nobody's work is kept.
      if (!this.#statements.connection.inTransaction) this.#fail(error);
      else if (this.#statements.writes > before) await this.#doAgain();
      throw error;
    }
  }

  /** Takes everything back and does again what was done. */
  async #doAgain(): Promise<void> {
    const again = this.#done;
    this.#rollback();
    this.#done = [];
    for (const job of again) {
      try {
        // The one before may have taken everything back once more.
        this.#begin();
        await this.#attempt(job.repeat);
        this.#done.push(job);
      } catch (error) {
        job.reject(error);
      }
    }
  }

  #begin(): void {
    if (this.#isBegun) return;
    this.#statements.begin();
    this.#isBegun = true;
    this.#plan();
  }

  #rollback(): void {
    this.#statements.rollback();
    this.#isBegun = false;
  }

  #fail(error: unknown): void {
    this.#rollback();
    const done = this.#done;
    this.#done = [];
    for (const { reject } of done) reject(error);
  }

  async #enter(): Promise<void> {
    if (this.#isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isHeld = true;
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
