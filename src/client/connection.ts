import { createInFlightLimit } from "./http/in-flight";
import { createSender, type Sender } from "./http/sender";
import { createTransport } from "./http/transport";
import { Secrets } from "./secrets";
import {
  type Clock,
  type ConnectionSettings,
  DEFAULT_MAX_CONCURRENT_REQUESTS,
  DEFAULT_MAX_RETRIES,
  DEFAULT_REQUEST_TIMEOUT_MS,
} from "./settings";
import { systemClock } from "./system-clock";

/** The parts that every client shares. */
export interface Connection {
  readonly sender: Sender;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Closes the idle connections. */
  close(): void;
}

/**
 * Prepares how every request is sent, sign-in included, with the same trust and limits. Sends no request yet.
 */
export function createConnection(settings: ConnectionSettings): Connection {
  const clock = settings.clock ?? systemClock;
  const requestTimeoutMs = settings.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  const maxConcurrentRequests = settings.maxConcurrentRequests ?? DEFAULT_MAX_CONCURRENT_REQUESTS;
  const transport = createTransport({
    requestTimeoutMs,
    maxConcurrentRequests,
    compressed: settings.compressed,
    userAgent: settings.userAgent ?? "netfoundry-scim",
    managedBy: settings.managedBy,
    caCert: settings.caCert,
    clientCert: settings.clientCert,
    clientKey: settings.clientKey,
    insecureSkipVerify: settings.insecureSkipVerify,
  });
  const sender = createSender({
    transport,
    limit: createInFlightLimit(maxConcurrentRequests, clock),
    clock,
    random: settings.random ?? Math.random,
    maxRetries: settings.maxRetries ?? DEFAULT_MAX_RETRIES,
    requestTimeoutMs,
    logger: settings.logger ?? { debug() {} },
  });
  return { sender, secrets: new Secrets(), clock, close: () => transport.close() };
}
