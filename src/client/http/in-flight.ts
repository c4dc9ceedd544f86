import type { Clock } from "../settings";

/** How many requests the API has to take in a row before one more is let under way. */
const TAKEN_PER_STEP = 20;

/** What a piece of work can do about its place. */
export interface Place {
  /**
   * The API wants not to be asked for so many milliseconds: nobody asks until then, and half as many at once after that.
   * Resolves when it is this work's turn again, which comes before that of any other that was not started yet.
   */
  pause(milliseconds: number): Promise<void>;
  /** The API took the request: now and then one more is let under way, up to the limit. */
  taken(): void;
}

/**
 * Lets at most so many pieces of work run at once; the others wait their turn in order. Slows all of them down together when
 * the API asks one for patience: each alone would wait its own time, meet the same refusal beside all the others, and use up its
 * repetitions.
 */
export interface InFlightLimit {
  /** Rejects with the signal's reason when it aborts before the turn comes. */
  run<Result>(work: (place: Place) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

export function createInFlightLimit(most: number, clock: Clock): InFlightLimit {
  const waiting: (() => void)[] = [];
  let limit = most;
  let running = 0;
  let taken = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;

  async function turn(order: "first" | "last", signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (running < limit) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const stop = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      if (order === "first") waiting.unshift(start);
      else waiting.push(start);
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  function leave(): void {
    const next = running > limit ? undefined : waiting.shift();
    // The place is handed on, so that nobody who comes later takes it first.
    if (next) next();
    else running -= 1;
  }

  async function untilReady(signal?: AbortSignal): Promise<void> {
    for (let wait = pausedUntil - clock.now(); wait > 0; wait = pausedUntil - clock.now()) {
      await clock.sleep(wait, signal);
    }
  }

  function slowDown(milliseconds: number): void {
    const now = clock.now();
    // Those that were under way together are refused together, which is one lesson only.
    if (now >= pausedUntil) limit = Math.max(1, Math.floor(limit / 2));
    pausedUntil = Math.max(pausedUntil, now + milliseconds);
    taken = 0;
  }

  function speedUp(): void {
    taken += 1;
    if (taken % TAKEN_PER_STEP !== 0 || limit === most) return;
    limit += 1;
    if (running >= limit || waiting.length === 0) return;
    running += 1;
    waiting.shift()?.();
  }

  return {
    async run(work, signal) {
      let hasPlace = false;
      const enter = async (order: "first" | "last") => {
        await turn(order, signal);
        hasPlace = true;
        await untilReady(signal);
      };
      const giveUp = () => {
        if (hasPlace) leave();
        hasPlace = false;
      };
      const pause = async (milliseconds: number) => {
        slowDown(milliseconds);
        if (running <= limit) return untilReady(signal);
        giveUp();
        await enter("first");
      };
      try {
        await enter("last");
        return await work({ pause, taken: speedUp });
      } finally {
        giveUp();
      }
    },
  };
}
