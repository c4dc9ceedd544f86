import { type ControllerAccount, controllerSession } from "../../../client/auth/controller-session";
import { createConnection } from "../../../client/connection";
import { AuthPolicies } from "../../../client/edge/auth-policies";
import { Edge } from "../../../client/edge/edge";
import { JwtSigners } from "../../../client/edge/jwt-signers";
import type { ControllerSettings } from "../../../client/settings";
import type { ControllerApi } from "./controller-api";
import { ControllerCalls } from "./controller-calls";

/** The account of the server. Somebody may mend it while the server runs, so a refusal lasts a minute. */
const SERVER_ACCOUNT = {
  address: "--controller",
  checkPassword: "Check ZITI_API_USERNAME and ZITI_API_PASSWORD.",
  checkCertificate: "Check that --controller-cert",
  certificates: { trusted: "--controller-ca", own: "--controller-cert and --controller-key" },
  program: "The server",
  refusalLastsMs: 60_000,
} satisfies ControllerAccount;

/** A few more attempts of one call. Who keeps the desired state tries again for as long as it takes. */
const MAX_RETRIES = 2;

/** The calls of a controller, until `close` ends its idle connections. Sends no request yet. */
export function createControllerApi(settings: ControllerSettings): ControllerApi & { close(): void } {
  const connection = createConnection({ maxRetries: MAX_RETRIES, compressed: false, ...settings });
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
  return Object.assign(new ControllerCalls(parts), { close: () => connection.close() });
}
