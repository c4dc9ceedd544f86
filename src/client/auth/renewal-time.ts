const LONGEST_MARGIN_MS = 60_000;

/**
 * When to renew a credential that lives from `now` to `end`: a minute before its end, or at three quarters of
 * a short life.
 */
export function renewalTime(now: number, end: number): number {
  return end - Math.min(LONGEST_MARGIN_MS, (end - now) / 4);
}
