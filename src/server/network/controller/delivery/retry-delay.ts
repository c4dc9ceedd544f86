const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next attempt, in milliseconds. It doubles, and is drawn at random from the
 * upper half, so that what failed together is not tried together.
 * @param attempts How many attempts have failed before.
 * @param random From 0 up to 1.
 */
export function retryDelay(attempts: number, random = Math.random()): number {
  const whole = Math.min(FIRST_MS * 2 ** Math.min(attempts, 20), LONGEST_MS);
  return whole / 2 + (whole / 2) * random;
}
