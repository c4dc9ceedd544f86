import { setImmediate } from "node:timers/promises";

/** How long work should run before others get their turn, in milliseconds. */
const TURN = 20;

/** Lets long work give way to other requests from time to time. */
export class Pace {
  #since = performance.now();

  /** Lets others run, when the work has run for a while. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.#since < TURN) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/** The first piece is small enough for the dearest condition. */
const FIRST_PIECE = 200;
const LARGEST_PIECE = 20_000;
/** How much larger than one piece the next may be. */
const GROWTH = 4;

/**
 * Chooses how many rows one statement looks at. SQLite answers no other request while a statement runs, so
 * the next piece is as large as the last one says it can be.
 */
export class PieceSize {
  rows = FIRST_PIECE;
  #since = performance.now();

  /** Call this before the statement. */
  start(): void {
    this.#since = performance.now();
  }

  /** Call this after the statement. Lets others run. */
  async end(): Promise<void> {
    const took = performance.now() - this.#since;
    const factor = Math.min(GROWTH, TURN / took);
    this.rows = Math.max(1, Math.min(LARGEST_PIECE, Math.floor(this.rows * factor)));
    await setImmediate();
  }
}
