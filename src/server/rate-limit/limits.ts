import { TokenBuckets } from "./token-buckets";

/**
 * Twenty wrong secrets at once, then one in three seconds: enough for typing errors, too few for guessing.
 */
const FAILED_SIGN_INS = { perSecond: 1 / 3, burst: 20 };

/** What the server refuses for being too much. Each copy of a server counts for itself. */
export interface Limits {
  /**
   * SCIM requests by the id of their token, so that one integration cannot crowd out another; null: no limit.
   */
  readonly scimRequests: TokenBuckets | null;
  /**
   * Sign-ins with a wrong client secret, by the address they come from. Only these secrets are chosen by
   * people. Tokens have 256 random bits, which cannot be guessed.
   */
  readonly failedSignIns: TokenBuckets;
}

/**
 * @param scimPerSecond SCIM requests a second by one token; 0: no limit. As many may come at once after a
 *   pause.
 * @param ticks Milliseconds that only grow; the process's own when absent.
 */
export function makeLimits(scimPerSecond: number, ticks: (() => number) | undefined): Limits {
  const size = { perSecond: scimPerSecond, burst: Math.max(1, scimPerSecond) };
  return {
    scimRequests: scimPerSecond === 0 ? null : new TokenBuckets(size, ticks),
    failedSignIns: new TokenBuckets(FAILED_SIGN_INS, ticks),
  };
}

/** The value of Retry-After: whole seconds, at least one. */
export function retryAfter(seconds: number): string {
  return String(Math.max(1, Math.ceil(seconds)));
}
