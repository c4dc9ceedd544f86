import { DiagnosticError } from "../define/diagnostics";
import type { TimeLimit } from "../schema/timeouts";

/** The longest time a timer of Node can wait, in milliseconds: about 25 days. */
const LONGEST = 2 ** 31 - 1;

/**
 * Runs a handler with a signal that aborts when terraform stops the provider or the time is up.
 * @throws DiagnosticError that names the setting, if the handler throws anything after the time is up.
 */
export async function withDeadline<T>(
  limit: TimeLimit | null,
  typeName: string,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<T> | T,
): Promise<T> {
  if (limit === null) return work(stop);
  const controller = new AbortController();
  const { operation, text } = limit;
  const timedOut = new DiagnosticError({
    summary: "Timed out",
    detail:
      `The ${operation} of this ${typeName} took longer than ${text} and was given up. ` +
      "The state keeps what is known of the object. " +
      `Give the ${operation} more time with timeouts.${operation}.`,
    attribute: ["timeouts", operation],
  });
  const stopped = () => controller.abort(stop.reason);
  if (stop.aborted) stopped();
  stop.addEventListener("abort", stopped, { once: true });
  const timer = setTimeout(() => controller.abort(timedOut), Math.min(limit.milliseconds, LONGEST));
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.reason === timedOut ? timedOut : error;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener("abort", stopped);
  }
}
