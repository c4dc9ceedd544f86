import { bearerTokens } from "./auth/access-token";
import { EdgeSessions } from "./auth/edge-sessions";
import { AuthPolicies } from "./auth-policies";
import { Edge } from "./edge";
import { Gateway } from "./gateway";
import { createInFlightLimit } from "./http/in-flight";
import { createSender } from "./http/sender";
import { createTransport } from "./http/transport";
import { Identities } from "./identities";
import { Integrations } from "./integrations";
import { JwtSigners } from "./jwt-signers";
import { Mappings } from "./mappings";
import { Networks } from "./networks";
import { Secrets } from "./secrets";
import {
  type ClientSettings,
  DEFAULT_MAX_CONCURRENT_REQUESTS,
  DEFAULT_MAX_RETRIES,
  DEFAULT_REQUEST_TIMEOUT_MS,
} from "./settings";
import { systemClock } from "./system-clock";
import { Tokens } from "./tokens";

/** The management API. Signs in with the first request, never before. */
export interface Client {
  readonly networks: Networks;
  readonly integrations: Integrations;
  readonly mappings: Mappings;
  readonly tokens: Tokens;
  readonly authPolicies: AuthPolicies;
  readonly jwtSigners: JwtSigners;
  readonly identities: Identities;
  /** Closes the connections kept for later. */
  close(): void;
}

/** Makes a client. Sends nothing yet. */
export function createClient(settings: ClientSettings): Client {
  const clock = settings.clock ?? systemClock;
  const requestTimeoutMs = settings.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  const maxConcurrentRequests = settings.maxConcurrentRequests ?? DEFAULT_MAX_CONCURRENT_REQUESTS;
  const transport = createTransport({
    requestTimeoutMs,
    maxConcurrentRequests,
    userAgent: settings.userAgent ?? "netfoundry-scim",
    caCert: settings.caCert,
    insecureSkipVerify: settings.insecureSkipVerify,
  });
  const sender = createSender({
    transport,
    limit: createInFlightLimit(maxConcurrentRequests),
    clock,
    random: settings.random ?? Math.random,
    maxRetries: settings.maxRetries ?? DEFAULT_MAX_RETRIES,
    requestTimeoutMs,
    logger: settings.logger ?? { debug() {} },
  });
  const secrets = new Secrets();
  const tokens = bearerTokens(settings, { sender, secrets, clock });
  const gateway = new Gateway({ apiUrl: settings.apiUrl, sender, tokens, secrets });
  const networks = new Networks(gateway, settings);
  const edge = new Edge({
    sender,
    sessions: new EdgeSessions({ gateway, secrets, clock }),
    secrets,
    defaultNetwork: (options) => networks.defaultId(options),
  });
  const integrations = new Integrations(gateway, clock);
  return {
    networks,
    integrations,
    mappings: new Mappings(gateway, integrations),
    tokens: new Tokens(gateway, integrations, secrets),
    authPolicies: new AuthPolicies(edge, clock),
    jwtSigners: new JwtSigners(edge, clock),
    identities: new Identities(edge),
    close: () => transport.close(),
  };
}
