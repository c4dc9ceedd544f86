const LONGEST_MARGIN_MS = 60_000;

/** When to renew what lives from `now` to `end`: a minute before the end, sooner for a short life. */
export function renewalTime(now: number, end: number): number {
  return end - Math.min(LONGEST_MARGIN_MS, (end - now) / 4);
}
