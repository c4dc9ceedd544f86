import { apiSession } from "../../contract/edge/api-session";
import type { EdgeSession } from "../../contract/gateway/network";
import { EDGE_PATH, edgeBase } from "../edge/controller-address";
import { CredentialsError } from "../errors/credentials-error";
import { expectBody } from "../http/answer";
import { withErrorStatus } from "../http/error-status";
import { type ApiAnswer, type ApiRequest, type CertificateSettings, describe } from "../http/message";
import type { Sender } from "../http/sender";
import { address } from "../http/url";
import type { Secrets } from "../secrets";
import type { Clock, ControllerSettings } from "../settings";
import { type Lease, Renewable } from "./renewable";

/** The setting that gives the address of a plain controller. */
export const CONTROLLER_URL = "ziti.controller_url (ZITI_API_HOST)";

/** How a program names the settings of its sign-in, and what follows from a refusal. */
export interface ControllerAccount {
  /** The setting of the controller's address. */
  readonly address: string;
  /** What to check when the username and password, or the client certificate, are refused. */
  readonly checkPassword: string;
  readonly checkCertificate: string;
  /** The settings of the certificates; the provider's when absent. */
  readonly certificates?: CertificateSettings;
  /** What asks for the second factor in vain, as in "Terraform". */
  readonly program: string;
  /**
   * For how long the client does not sign in again after a refusal, in milliseconds: an attempt per call
   * could lock the account.
   */
  readonly refusalLastsMs: number;
}

/** The provider's account. A run of Terraform is short, so a refusal lasts until it ends. */
const PROVIDER_ACCOUNT: ControllerAccount = {
  address: CONTROLLER_URL,
  checkPassword: "Check ziti.username (ZITI_API_USERNAME) and ziti.password (ZITI_API_PASSWORD).",
  checkCertificate: "Check that client_cert (NF_CLIENT_CERT)",
  program: "Terraform",
  refusalLastsMs: Number.POSITIVE_INFINITY,
};

/** A session of a plain controller. */
export interface ControllerSession extends EdgeSession {
  /** Id of the identity that signed in; null when the controller does not tell. */
  readonly identityId: string | null;
}

/**
 * The session of a plain controller. It signs in with username and password or with the client certificate of
 * the connection, and again when the controller refuses the session.
 */
export function controllerSession(
  settings: ControllerSettings,
  parts: { readonly sender: Sender; readonly secrets: Secrets; readonly clock: Clock },
  account: ControllerAccount = PROVIDER_ACCOUNT,
): Renewable<ControllerSession> {
  const { sender, secrets, clock } = parts;
  const base = edgeBase(settings.controllerUrl);
  secrets.add(settings.password);
  const mask = (text: string) => secrets.mask(text);

  let refusal: { readonly error: CredentialsError; readonly until: number } | null = null;
  const refuse = (problem: string): CredentialsError => {
    const error = new CredentialsError(mask(problem));
    refusal = { error, until: clock.now() + account.refusalLastsMs };
    return error;
  };
  return new Renewable(async (): Promise<Lease<ControllerSession>> => {
    if (refusal !== null && clock.now() < refusal.until) throw refusal.error;
    const request = loginRequest(base, settings, account);
    const answer = withErrorStatus(await sender.send(request));
    const problem = refusedLogin(request, answer, settings, account);
    if (problem !== null) throw refuse(problem);
    const { data } = expectBody(request, answer, apiSession, mask);
    secrets.add(data.token);
    if (data.authQueries && data.authQueries.length > 0) {
      throw refuse(
        `${describe(request)} asks for more, such as a second factor. ${account.program} cannot provide ` +
          "that. Use an account whose auth policy asks for the password or the certificate alone.",
      );
    }
    // Every call prolongs the session, so it has no end to plan for.
    const { token, identityId = null } = data;
    return { value: { value: token, networkControllerUrl: base, identityId }, renewAt: null };
  }, clock);
}

function loginRequest(base: string, settings: ControllerSettings, account: ControllerAccount): ApiRequest {
  const { username, password } = settings;
  return {
    method: "POST",
    url: address(base, ["authenticate"], { method: usesPassword(settings) ? "password" : "cert" }),
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
    repeatable: true,
    addressSetting: account.address,
    certificateSettings: account.certificates,
  };
}

function usesPassword({ username, password }: ControllerSettings): boolean {
  return username !== undefined || password !== undefined;
}

/** The statuses of a login that would not be accepted another time either. A short password is a 400. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403]);

/** The problem when the controller opens no session. Null when it does, and for other failures. */
function refusedLogin(
  request: ApiRequest,
  answer: ApiAnswer,
  settings: ControllerSettings,
  account: ControllerAccount,
): string | null {
  const where = `${describe(request)} at ${new URL(request.url).host}`;
  if (REFUSALS.has(answer.status)) {
    const check = usesPassword(settings)
      ? `${account.checkPassword} After several wrong attempts a controller may have locked the account.`
      : `${account.checkCertificate} belongs to an administrator of that controller and has not ended, and ` +
        "that no proxy ends the TLS connection before the controller.";
    return `${where} did not accept the account (${answer.status}). ${check}`;
  }
  // A bare 404 would read as if the requested object were gone.
  if (answer.status === 404) {
    return (
      `${where} answered 404: there is no edge management API. Check ${account.address}. Its path is ` +
      `usually ${EDGE_PATH}.`
    );
  }
  return null;
}
