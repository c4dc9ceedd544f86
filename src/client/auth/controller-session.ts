import { apiSession } from "../../contract/edge/api-session";
import type { EdgeSession } from "../../contract/gateway/network";
import { EDGE_PATH, edgeBase } from "../edge/controller-address";
import { CredentialsError } from "../errors/credentials-error";
import { expectBody } from "../http/answer";
import { withErrorStatus } from "../http/error-status";
import { type ApiAnswer, type ApiRequest, describe } from "../http/message";
import type { Sender } from "../http/sender";
import { address } from "../http/url";
import type { Secrets } from "../secrets";
import type { Clock, ControllerSettings } from "../settings";
import { type Lease, Renewable } from "./renewable";

/** The setting that gives the address of a plain controller. */
export const CONTROLLER_URL = "ziti.controller_url (ZITI_API_HOST)";

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
): Renewable<ControllerSession> {
  const { sender, secrets, clock } = parts;
  const base = edgeBase(settings.controllerUrl);
  secrets.add(settings.password);
  const mask = (text: string) => secrets.mask(text);

  let refusal: CredentialsError | null = null;
  return new Renewable(async (): Promise<Lease<ControllerSession>> => {
    // Do not sign in again after a refusal: an attempt per resource could lock the account.
    if (refusal !== null) throw refusal;
    const request = loginRequest(base, settings);
    const answer = withErrorStatus(await sender.send(request));
    const problem = refusedLogin(request, answer, settings);
    if (problem !== null) {
      refusal = new CredentialsError(mask(problem));
      throw refusal;
    }
    const { data } = expectBody(request, answer, apiSession, mask);
    secrets.add(data.token);
    if (data.authQueries && data.authQueries.length > 0) {
      refusal = new CredentialsError(
        `${describe(request)} asks for more, such as a second factor. Terraform cannot provide that. Use ` +
          "an account whose auth policy asks for the password or the certificate alone.",
      );
      throw refusal;
    }
    // Every call prolongs the session, so it has no end to plan for.
    const { token, identityId = null } = data;
    return { value: { value: token, networkControllerUrl: base, identityId }, renewAt: null };
  }, clock);
}

function loginRequest(base: string, settings: ControllerSettings): ApiRequest {
  const { username, password } = settings;
  return {
    method: "POST",
    url: address(base, ["authenticate"], { method: usesPassword(settings) ? "password" : "cert" }),
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
    repeatable: true,
    addressSetting: CONTROLLER_URL,
  };
}

function usesPassword({ username, password }: ControllerSettings): boolean {
  return username !== undefined || password !== undefined;
}

/** The statuses of a login that would not be accepted another time either. A short password is a 400. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403]);

/** The problem when the controller opens no session. Null when it does, and for other failures. */
function refusedLogin(request: ApiRequest, answer: ApiAnswer, settings: ControllerSettings): string | null {
  const where = `${describe(request)} at ${new URL(request.url).host}`;
  if (REFUSALS.has(answer.status)) {
    const check = usesPassword(settings)
      ? "Check ziti.username (ZITI_API_USERNAME) and ziti.password (ZITI_API_PASSWORD). After several " +
        "wrong attempts a controller may have locked the account."
      : "Check that client_cert (NF_CLIENT_CERT) belongs to an administrator of that controller and has " +
        "not ended, and that no proxy ends the TLS connection before the controller.";
    return `${where} did not accept the account (${answer.status}). ${check}`;
  }
  // A bare 404 would read as if the requested object were gone.
  if (answer.status === 404) {
    return (
      `${where} answered 404: there is no edge management API. Check ${CONTROLLER_URL}. Its path is ` +
      `usually ${EDGE_PATH}.`
    );
  }
  return null;
}
