/** The client's time. Tests pass in a clock that does not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; rejects with the signal's reason when it aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Receives one line per attempt. A line never holds a header, a body or a secret. */
export interface ClientLogger {
  debug(message: string, fields: Readonly<Record<string, string | number>>): void;
}

/** The settings of a client of NetFoundry. */
export interface ClientSettings extends ConnectionSettings {
  /** Base of the gateway, as in `https://gateway.production.netfoundry.io`. */
  readonly apiUrl: string;
  /** Token endpoint of the OAuth2 client credentials grant; not needed with `apiToken`. */
  readonly authUrl?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A ready bearer token. With it the client does not use the client credentials. */
  readonly apiToken?: string;
  /** The network for calls that name none. Set at most one of the two. */
  readonly networkId?: string;
  readonly networkName?: string;
}

/** The settings of a client of a plain OpenZiti controller. */
export interface ControllerSettings extends ConnectionSettings {
  /** `https://controller:1280`. Include the path of the edge management API when it is not the usual one. */
  readonly controllerUrl: string;
  /** Without username and password the client certificate signs in. */
  readonly username?: string;
  readonly password?: string;
}

/** How a client sends its requests. */
export interface ConnectionSettings {
  /** Time one attempt may take, from connecting to the last byte; 30,000 when absent. */
  readonly requestTimeoutMs?: number;
  /** How often the client repeats a request that is safe to repeat; 4 when absent. */
  readonly maxRetries?: number;
  /** How many requests run at once; 10 when absent. */
  readonly maxConcurrentRequests?: number;
  /** PEM certificates trusted beside the well-known ones. */
  readonly caCert?: string;
  /** A client certificate and its key, in PEM. */
  readonly clientCert?: string;
  readonly clientKey?: string;
  /** Trust any certificate. */
  readonly insecureSkipVerify?: boolean;
  /** Ask for compressed answers; true when absent. On a short way it costs more time than it saves. */
  readonly compressed?: boolean;
  readonly userAgent?: string;
  /** Where the code is that manages what the client writes. Every request carries it. */
  readonly managedBy?: string;
  readonly logger?: ClientLogger;
  readonly clock?: Clock;
  /** Number in [0, 1) that spreads the retries. */
  readonly random?: () => number;
}

/** Options of every call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

export const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
export const DEFAULT_MAX_RETRIES = 4;
export const DEFAULT_MAX_CONCURRENT_REQUESTS = 10;
