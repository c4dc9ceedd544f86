import type { Draining } from "./http/draining";
import type { Metrics } from "./metrics/metrics";
import type { Limits } from "./rate-limit/limits";
import type { SignInNetwork } from "./signin/sign-in-network";
import type { Database } from "./store/database";

/** Tells the time; injected so that tests need not sleep. */
export type Clock = () => Date;

/** What every room of the server is handed. */
export interface ServerContext {
  readonly db: Database;
  readonly clock: Clock;
  /** The single network of this server. */
  readonly networkId: string;
  /**
   * Longest overlap of an old and a new token that may be asked for; 0: a new token kills the old at once.
   */
  readonly maxTokenOverlapSeconds: number;
  readonly limits: Limits;
  readonly metrics: Metrics;
  /** Whether the server still accepts work. */
  readonly draining: Draining;
  /** Fetches the key set of a JWT signer, within limits. */
  readonly fetchJwks: SignInNetwork["fetchJwks"];
  /** The address clients use, without a slash at the end. Known once the server listens. */
  readonly baseUrl: () => string;
}

/** An instant as the store keeps it. */
export function instant(date: Date): string {
  return date.toISOString();
}

/** The instant so many seconds after another. */
export function secondsAfter(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
