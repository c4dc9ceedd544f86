import type { AttemptFailure } from "./attempt-failure";
import { type ApiAnswer, type ApiRequest, isRepeatable } from "./message";

/** Statuses that may change with another attempt. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/**
 * The longest wait that a server may ask for. Beyond it, the client reports the answer instead of waiting.
 */
export const LONGEST_RETRY_AFTER_MS = 120_000;

/** Whether to send the request again after this answer. A 429 means that the server did nothing. */
export function mayRepeatAfterAnswer(request: ApiRequest, answer: ApiAnswer): boolean {
  return TRANSIENT_STATUSES.has(answer.status) && (isRepeatable(request) || answer.status === 429);
}

/** Whether to send the request again after an attempt without an answer. */
export function mayRepeatAfterFailure(request: ApiRequest, failure: AttemptFailure): boolean {
  return failure.isTransient && (isRepeatable(request) || failure.neverSent);
}

/**
 * How long to wait before attempt `attempt + 1`, in milliseconds. The wait doubles from half a second. It is
 * longer when the server asked for more, and never shorter: a server that asks for no wait would otherwise
 * get every attempt within a second. A random part keeps many clients from returning together. Null: the
 * server asks for too long a wait.
 */
export function delayBeforeRetry(given: {
  readonly attempt: number;
  readonly retryAfterMs: number | null;
  readonly random: number;
}): number | null {
  const { attempt, retryAfterMs, random } = given;
  if (retryAfterMs !== null && retryAfterMs > LONGEST_RETRY_AFTER_MS) return null;
  const backoff = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS) * (0.5 + random / 2);
  if (retryAfterMs === null) return Math.round(backoff);
  return Math.round(Math.max(backoff, retryAfterMs + random * FIRST_DELAY_MS));
}

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as an HTTP date (RFC 9110 section 10.2.3).
 * Null when absent or unreadable; a date in the past asks for 0.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts signed and fractional numbers, which are no HTTP dates.
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
