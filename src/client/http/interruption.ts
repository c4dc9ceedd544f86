import type { ApiRequest } from "./message";

/**
 * How long an interrupted write may wait for its answer, in milliseconds. Without it, the API could create an
 * object that no state knows.
 */
export const WRITE_GRACE_MS = 5_000;

/**
 * Cuts off a request after its signal aborts: a read at once, a write after the grace period.
 * @param cutOff gets the signal's reason.
 * @returns a function to call when the request has ended.
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
