import type { ClientSecrets } from "./credentials/client-secrets";
import type { Draining } from "./http/draining";
import type { Metrics } from "./metrics/metrics";
import type { Network } from "./network/network";
import type { Limits } from "./rate-limit/rate-limits";
import type { SignInNetwork } from "./signin/sign-in-network";
import type { Database } from "./store/database";

/** Returns the current time. Tests pass their own clock, so that they need not sleep. */
export type Clock = () => Date;

/** What the parts of the server share. */
export interface ServerContext {
  readonly db: Database;
  readonly clock: Clock;
  /** The single network of this server. */
  readonly networkId: string;
  /** The longest overlap of two tokens that a caller may ask for. With 0, a new token ends the old one. */
  readonly maxTokenOverlapSeconds: number;
  readonly limits: Limits;
  readonly clientSecrets: ClientSecrets;
  readonly metrics: Metrics;
  /** Whether the server still accepts work. */
  readonly draining: Draining;
  /** The identities, auth policies and JWT signers of that network. */
  readonly network: Network;
  /** Fetches the key set of a JWT signer, within limits. */
  readonly fetchJwks: SignInNetwork["fetchJwks"];
  /** Fetches the text at an address, within the same limits. @throws JwksError */
  readonly fetchDocument: (address: string) => Promise<string>;
  /** The address clients use, without a slash at the end. Known once the server listens. */
  readonly baseUrl: () => string;
}

/** An instant in the form that the store keeps. */
export function instant(date: Date): string {
  return date.toISOString();
}

/** The instant that lies so many seconds after `date`. */
export function secondsAfter(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
