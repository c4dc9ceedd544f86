import { TokenBuckets } from "./token-buckets";

/**
 * Twenty wrong secrets at once, then one every three seconds. That allows typing errors but not guessing.
 */
const FAILED_SIGN_INS = { perSecond: 1 / 3, burst: 20 };

/** The rate limits of a server. Each server process counts on its own. */
export interface Limits {
  /**
   * SCIM requests by the id of their token, so that one integration cannot crowd out another. Null: no limit.
   */
  readonly scimRequests: TokenBuckets | null;
  /**
   * Sign-ins with a wrong client secret, by the caller's address. People choose these secrets. Tokens need no
   * such limit, because nobody can guess 256 random bits.
   */
  readonly failedSignIns: TokenBuckets;
}

/**
 * @param scimPerSecond SCIM requests a second by one token. 0: no limit. After a pause, as many may come at
 *   once.
 * @param ticks A monotonic clock in milliseconds. When absent: the clock of the process.
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
