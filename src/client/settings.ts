/** Time as the client sees it; a test hands in one that does not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; rejects with the signal's reason when it aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Receives one line per attempt. Never handed a header, a body or a secret. */
export interface ClientLogger {
  debug(message: string, fields: Readonly<Record<string, string | number>>): void;
}

/** Everything a client of NetFoundry has to know. */
export interface ClientSettings extends ConnectionSettings {
  /** Base of the gateway, as in `https://gateway.production.netfoundry.io`. */
  readonly apiUrl: string;
  /** Token endpoint of the OAuth2 client credentials grant; not needed with `apiToken`. */
  readonly authUrl?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A ready bearer token; the client credentials are not used then. */
  readonly apiToken?: string;
  /** The network used where a call names none; at most one of the two. */
  readonly networkId?: string;
  readonly networkName?: string;
}

/** Everything a client of a plain OpenZiti controller has to know. */
export interface ControllerSettings extends ConnectionSettings {
  /** `https://controller:1280`, or with the path of its edge management API where that is not the usual one. */
  readonly controllerUrl: string;
  readonly username: string;
  readonly password: string;
}

/** How a client sends its requests, whatever it talks to. */
export interface ConnectionSettings {
  /** Time one attempt may take, from connecting to the last byte; 30,000 when absent. */
  readonly requestTimeoutMs?: number;
  /** How often a request that is safe to repeat is repeated; 4 when absent. */
  readonly maxRetries?: number;
  /** How many requests may be under way at once; 10 when absent. */
  readonly maxConcurrentRequests?: number;
  /** PEM certificates trusted beside the well-known ones. */
  readonly caCert?: string;
  /** Trust any certificate. */
  readonly insecureSkipVerify?: boolean;
  readonly userAgent?: string;
  readonly logger?: ClientLogger;
  readonly clock?: Clock;
  /** Number in [0, 1) that spreads the retries. */
  readonly random?: () => number;
}

/** What a call may be given beside its arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

export const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
export const DEFAULT_MAX_RETRIES = 4;
export const DEFAULT_MAX_CONCURRENT_REQUESTS = 10;
