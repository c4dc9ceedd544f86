import { type ControllerAccount, controllerSession } from "../../../client/auth/controller-session";
import { createConnection } from "../../../client/connection";
import { AuthPolicies } from "../../../client/edge/auth-policies";
import { Edge } from "../../../client/edge/edge";
import { JwtSigners } from "../../../client/edge/jwt-signers";
import type { ControllerSettings } from "../../../client/settings";
import type { EdgeElsewhere } from "../edge-elsewhere";
import type { ControllerApi } from "./controller-api";
import { ControllerCalls } from "./controller-calls";
import { ForwardedEdge } from "./forward/forwarded-edge";

/** The account of the server. Somebody may mend it while the server runs, so a refusal lasts a minute. */
const SERVER_ACCOUNT = {
  address: "--controller",
  checkPassword: "Check ZITI_API_USERNAME and ZITI_API_PASSWORD.",
  checkCertificate: "Check that --controller-cert",
  certificates: {
    trusted: "--controller-ca, and start the server again: it reads the file when it starts",
    own: "--controller-cert and --controller-key",
  },
  program: "The server",
  refusalLastsMs: 60_000,
} satisfies ControllerAccount;

/** A few more attempts of one call. Who keeps the desired state tries again for as long as it takes. */
const MAX_RETRIES = 2;
/** A controller answers 429 from about a hundred requests at once, all of its clients counted. */
const MAX_CONCURRENT_REQUESTS = 16;

/** What this server has of a controller. */
export interface ControllerClient {
  readonly api: ControllerApi;
  readonly forward: EdgeElsewhere;
  /** Ends the idle connections. */
  close(): void;
}

/** Prepares the calls of a controller. Sends no request yet. */
export function createControllerClient(settings: ControllerSettings): ControllerClient {
  const connection = createConnection({
    maxRetries: MAX_RETRIES,
    maxConcurrentRequests: MAX_CONCURRENT_REQUESTS,
    compressed: false,
    ...settings,
  });
  const session = controllerSession(settings, connection, SERVER_ACCOUNT);
  const edge = new Edge({
    ...connection,
    session: async () => session,
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
    close: () => connection.close(),
  };
}
