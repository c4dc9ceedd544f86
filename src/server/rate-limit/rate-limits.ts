import { SignInLimit } from "./sign-in-limit";
import { TokenBuckets } from "./token-buckets";

/** The rate limits of a server. Each server process counts on its own. */
export interface Limits {
  /**
   * SCIM requests by the id of their token, so that one integration cannot crowd out another. Null: no limit.
   */
  readonly scimRequests: TokenBuckets | null;
  readonly signIns: SignInLimit;
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
    signIns: new SignInLimit(ticks),
  };
}

/** The value of Retry-After: whole seconds, at least one. */
export function retryAfter(seconds: number): string {
  return String(Math.max(1, Math.ceil(seconds)));
}
