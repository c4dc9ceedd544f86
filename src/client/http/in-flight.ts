import type { Clock } from "../settings";

/** After so many accepted requests in a row, one more may run at the same time. */
const ACCEPTED_PER_STEP = 20;

/** What a running piece of work reports about the API's load. */
export interface Place {
  /**
   * The API asks for a pause of so many milliseconds. No work runs until then, and half as much runs at once
   * after that. Resolves when this work may continue; it continues before any work that has not started.
   */
  pause(milliseconds: number): Promise<void>;
  /**
   * The API accepted the request. From time to time this raises the number of concurrent requests, up to the
   * limit.
   */
  accepted(): void;
}

/**
 * Limits how much work runs at once; the rest waits in order. When the API asks one request to wait, all of
 * them slow down. Otherwise each would wait on its own, meet the next refusal, and use up its retries.
 */
export interface InFlightLimit {
  /** Rejects with the signal's reason when it aborts before the work starts. */
  run<Result>(work: (place: Place) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

export function createInFlightLimit(maxRunning: number, clock: Clock): InFlightLimit {
  const waiting: (() => void)[] = [];
  let limit = maxRunning;
  let running = 0;
  let accepted = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;

  async function waitForPlace(order: "first" | "last", signal?: AbortSignal): Promise<void> {
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
    // Hand the place on, so that later work cannot take it first.
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
    // Requests that ran together are refused together. That counts as one refusal.
    if (now >= pausedUntil) limit = Math.max(1, Math.floor(limit / 2));
    pausedUntil = Math.max(pausedUntil, now + milliseconds);
    accepted = 0;
  }

  function speedUp(): void {
    accepted += 1;
    if (accepted % ACCEPTED_PER_STEP !== 0 || limit === maxRunning) return;
    limit += 1;
    if (running >= limit || waiting.length === 0) return;
    running += 1;
    waiting.shift()?.();
  }

  return {
    async run(work, signal) {
      let hasPlace = false;
      const enter = async (order: "first" | "last") => {
        await waitForPlace(order, signal);
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
        return await work({ pause, accepted: speedUp });
      } finally {
        giveUp();
      }
    },
  };
}
