import type { ApiRequest } from "./message";

/**
 * Milliseconds that a write under way is given for its answer after an interrupt. Cut off at once, an object that the
 * API has just made would be in no state.
 */
export const WRITE_GRACE_MS = 5_000;

/** When to cut off a request that is being sent. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** To be called when the request has ended. */
  forget(): void;
}

/** Follows the signal of a request: at once for a read, after the grace for a write. */
export function interruption({ method, signal }: Pick<ApiRequest, "method" | "signal">): Interruption {
  if (signal === undefined || method === "GET") {
    return { signal: signal ?? new AbortController().signal, forget: () => {} };
  }
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => cut.abort(signal.reason), WRITE_GRACE_MS);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  return {
    signal: cut.signal,
    forget() {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    },
  };
}
