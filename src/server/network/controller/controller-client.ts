import { type ControllerAccount, controllerSession } from "../../../client/auth/controller-session";
import { type Connection, createConnection } from "../../../client/connection";
import { AuthPolicies } from "../../../client/edge/auth-policies";
import { controllerAddress } from "../../../client/edge/controller-address";
import { Edge } from "../../../client/edge/edge";
import { JwtSigners } from "../../../client/edge/jwt-signers";
import type { ClientSettings, ControllerSettings } from "../../../client/settings";
import type { EdgeElsewhere } from "../edge-elsewhere";
import type { ControllerApi } from "./controller-api";
import { ControllerCalls } from "./controller-calls";
import { ForwardedEdge } from "./forward/forwarded-edge";
import { networkSessions, REFUSAL_LASTS_MS } from "./network-sessions";

/** The account of the server. */
const SERVER_ACCOUNT = {
  address: "--controller",
  checkPassword: "Check ZITI_API_USERNAME and ZITI_API_PASSWORD.",
  checkCertificate: "Check that --controller-cert",
  certificates: {
    trusted: "--controller-ca, and start the server again: it reads the file when it starts",
    own: "--controller-cert and --controller-key",
  },
  program: "The server",
  refusalLastsMs: REFUSAL_LASTS_MS,
} satisfies ControllerAccount;

/** A few more attempts of one call. Who keeps the desired state tries again for as long as it takes. */
const MAX_RETRIES = 2;
/** A controller answers 429 from about a hundred requests at once, all of its clients counted. */
const MAX_CONCURRENT_REQUESTS = 16;

/** How to reach a controller: a plain one by itself, that of a NetFoundry network by an API account. */
export type ReachedController = ControllerSettings | ClientSettings;

/** What this server has of a controller. */
export interface ControllerClient {
  readonly api: ControllerApi;
  readonly forward: EdgeElsewhere;
  /** For people: the controller's address, or that of the API that leads to it. */
  readonly address: string;
  /** Ends the idle connections. */
  close(): void;
}

/** Prepares the calls of a controller. Sends no request yet. */
export function createControllerClient(settings: ReachedController): ControllerClient {
  const connection = createConnection({
    maxRetries: MAX_RETRIES,
    maxConcurrentRequests: MAX_CONCURRENT_REQUESTS,
    compressed: false,
    ...settings,
  });
  const edge = new Edge({
    ...connection,
    session: sessionsOf(settings, connection),
    addressSetting: SERVER_ACCOUNT.address,
    certificateSettings: SERVER_ACCOUNT.certificates,
  });
  const { clock } = connection;
  const parts = {
    edge,
    policies: new AuthPolicies(edge, clock),
    signers: new JwtSigners(edge, clock),
    clock,
  };
  return {
    api: new ControllerCalls(parts),
    forward: new ForwardedEdge(edge),
    address: addressOf(settings),
    close: () => connection.close(),
  };
}

/** For people: the address of a controller, or that of the API that leads to it. */
export function addressOf(settings: ReachedController): string {
  return controllerAddress("controllerUrl" in settings ? settings.controllerUrl : settings.apiUrl);
}

function sessionsOf(settings: ReachedController, connection: Connection) {
  if (!("controllerUrl" in settings)) return networkSessions(settings, connection);
  const session = controllerSession(settings, connection, SERVER_ACCOUNT);
  return async () => session;
}
