import type { ApiRequest } from "./message";

/**
 * Milliseconds that a write under way is given for its answer after an interrupt. Cut off at once, an object that the
 * API has just made would be in no state.
 */
export const WRITE_GRACE_MS = 5_000;

/**
 * Says when to cut off a request that is being sent, because its signal was aborted: at once for a read, after the grace
 * for a write.
 * @param cutOff gets the signal's reason.
 * @returns to be called when the request has ended.
 */
export function onInterruption(
  { method, signal }: Pick<ApiRequest, "method" | "signal">,
  cutOff: (reason: unknown) => void,
): () => void {
  if (signal === undefined) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    if (method === "GET") cutOff(signal.reason);
    else timer = setTimeout(() => cutOff(signal.reason), WRITE_GRACE_MS);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  };
}
