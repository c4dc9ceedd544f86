/** Lets at most so many pieces of work run at once; the others wait their turn in order. */
export interface InFlightLimit {
  /** Rejects with the signal's reason when it aborts before the turn comes. */
  run<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

export function createInFlightLimit(limit: number): InFlightLimit {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn(signal?: AbortSignal): Promise<void> {
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
      waiting.push(start);
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  function leave(): void {
    const next = waiting.shift();
    // The place is handed on, so that nobody who comes later takes it first.
    if (next) next();
    else running -= 1;
  }

  return {
    async run(work, signal) {
      await turn(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
