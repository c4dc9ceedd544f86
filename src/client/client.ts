import { bearerTokens } from "./auth/access-token";
import { CONTROLLER_URL, controllerSession } from "./auth/controller-session";
import { EdgeSessions } from "./auth/edge-sessions";
import { type Connection, createConnection } from "./connection";
import { AuthPolicies } from "./edge/auth-policies";
import { Edge } from "./edge/edge";
import { Identities } from "./edge/identities";
import { JwtSigners } from "./edge/jwt-signers";
import { Gateway, type GatewayCalls } from "./gateway/gateway";
import { Integrations } from "./gateway/integrations";
import { Mappings } from "./gateway/mappings";
import { NetworkChecks } from "./gateway/network-checks";
import { Networks } from "./gateway/networks";
import { NO_GATEWAY } from "./gateway/no-gateway";
import { SignInChecks } from "./gateway/sign-in-checks";
import { Tokens } from "./gateway/tokens";
import type { CallOptions, ClientSettings, ControllerSettings } from "./settings";

/** The management API. Signs in with the first request, never before. */
export interface Client {
  readonly networks: Networks;
  readonly integrations: Integrations;
  readonly mappings: Mappings;
  readonly tokens: Tokens;
  readonly signInChecks: SignInChecks;
  readonly networkChecks: NetworkChecks;
  readonly authPolicies: AuthPolicies;
  readonly jwtSigners: JwtSigners;
  readonly identities: Identities;
  /**
   * Confirms, once, that the API answers at this address. A 404 proves that an object is gone only after
   * that: at a wrong address everything is "not found".
   */
  confirmApi(options?: CallOptions): Promise<void>;
  /**
   * Confirms that the gateway accepts the account, and that the network of the settings exists. Throws as
   * calls do, and NetworkChoiceError.
   */
  confirmAccess(options?: CallOptions): Promise<void>;
  /** Opens a session of the edge API, unless there is one. Throws as the calls of the edge API do. */
  openSession(options?: CallOptions): Promise<void>;
  /** Id of the identity that a plain controller signed the client in as. Null with NetFoundry. */
  signedInAs(options?: CallOptions): Promise<string | null>;
  /** Closes the idle connections. */
  close(): void;
}

/** Makes a client of NetFoundry. Sends no request yet. */
export function createClient(settings: ClientSettings): Client {
  const connection = createConnection(settings);
  const tokens = bearerTokens(settings, connection);
  const gateway = new Gateway({ ...connection, apiUrl: settings.apiUrl, tokens });
  const networks = new Networks(gateway, settings);
  const sessions = new EdgeSessions({ ...connection, gateway });
  const edge = new Edge({
    ...connection,
    session: async (options) => sessions.of(options.networkId ?? (await networks.defaultId(options))),
  });
  const confirmApi = (options?: CallOptions) => networks.confirmApi(options);
  return assemble({ connection, gateway, networks, edge, confirmApi, signedInAs: async () => null });
}

/**
 * Makes a client of a plain OpenZiti controller. Calls that need NetFoundry throw NoGatewayError. Sends no
 * request yet.
 */
export function createControllerClient(settings: ControllerSettings): Client {
  const connection = createConnection(settings);
  const session = controllerSession(settings, connection);
  const edge = new Edge({ ...connection, session: async () => session, addressSetting: CONTROLLER_URL });
  return assemble({
    connection,
    gateway: NO_GATEWAY,
    networks: new Networks(NO_GATEWAY, {}),
    edge,
    // Only the API can have issued a session.
    confirmApi: async (options) => void (await session.get(options?.signal)),
    signedInAs: async (options) => (await session.get(options?.signal)).identityId,
  });
}

function assemble(parts: {
  readonly connection: Connection;
  readonly gateway: GatewayCalls;
  readonly networks: Networks;
  readonly edge: Edge;
  readonly confirmApi: Client["confirmApi"];
  readonly signedInAs: Client["signedInAs"];
}): Client {
  const { connection, gateway, networks, edge, confirmApi, signedInAs } = parts;
  const { clock, secrets } = connection;
  const integrations = new Integrations(gateway, clock);
  return {
    networks,
    integrations,
    mappings: new Mappings(gateway, integrations),
    tokens: new Tokens(gateway, integrations, secrets),
    signInChecks: new SignInChecks(gateway, networks, secrets),
    networkChecks: new NetworkChecks(gateway, networks),
    authPolicies: new AuthPolicies(edge, clock),
    jwtSigners: new JwtSigners(edge, clock),
    identities: new Identities(edge),
    confirmApi,
    async confirmAccess(options) {
      if (!(await networks.confirmChoice(options))) await integrations.confirm(options);
    },
    openSession: (options) => edge.openSession(options),
    signedInAs,
    close: () => connection.close(),
  };
}
