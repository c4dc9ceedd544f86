import { apiSession } from "../../contract/api-session";
import type { EdgeSession } from "../../contract/network";
import { CredentialsError } from "../errors/credentials-error";
import { expectBody } from "../http/answer";
import { type ApiAnswer, type ApiRequest, describe } from "../http/message";
import type { Sender } from "../http/sender";
import { address } from "../http/url";
import type { Secrets } from "../secrets";
import type { Clock, ControllerSettings } from "../settings";
import { type Lease, Renewable } from "./renewable";

/** Where the address of a plain controller is set. */
export const CONTROLLER_URL = "ziti.controller_url (ZITI_API_HOST)";

/** Where a controller has its edge management API when its URL names no path. */
const EDGE_PATH = "/edge/management/v1";

/** The session of a plain controller, opened with username and password and again whenever it is refused. */
export function controllerSession(
  settings: ControllerSettings,
  parts: { readonly sender: Sender; readonly secrets: Secrets; readonly clock: Clock },
): Renewable<EdgeSession> {
  const { sender, secrets, clock } = parts;
  const base = edgeBase(settings.controllerUrl);
  secrets.add(settings.password);
  const mask = (text: string) => secrets.mask(text);

  let refusal: CredentialsError | null = null;
  return new Renewable(async (): Promise<Lease<EdgeSession>> => {
    // What was refused once stays refused, and trying for every resource could lock the account.
    if (refusal !== null) throw refusal;
    const request = loginRequest(base, settings);
    const answer = await sender.send(request);
    const problem = refusedLogin(request, answer);
    if (problem !== null) {
      refusal = new CredentialsError(mask(problem));
      throw refusal;
    }
    const { data } = expectBody(request, answer, apiSession, mask);
    secrets.add(data.token);
    if (data.authQueries && data.authQueries.length > 0) {
      refusal = new CredentialsError(
        `${describe(request)} asks for more than the password, such as a second factor, which nobody is there to give. ` +
          "Use an account whose auth policy asks for the password alone.",
      );
      throw refusal;
    }
    // Every call prolongs the session, so it is good until it is refused.
    return { value: { value: data.token, networkControllerUrl: base }, renewAt: null };
  }, clock);
}

function edgeBase(controllerUrl: string): string {
  const url = new URL(controllerUrl);
  return url.pathname === "/" ? `${url.origin}${EDGE_PATH}` : controllerUrl;
}

function loginRequest(base: string, { username, password }: ControllerSettings): ApiRequest {
  return {
    method: "POST",
    url: address(base, ["authenticate"], { method: "password" }),
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
    repeatable: true,
    addressSetting: CONTROLLER_URL,
  };
}

/** What to say when the controller does not open a session; null when it does, or when it is another kind of failure. */
function refusedLogin(request: ApiRequest, answer: ApiAnswer): string | null {
  const where = `${describe(request)} at ${new URL(request.url).host}`;
  if (answer.status === 401 || answer.status === 403) {
    return (
      `${where} did not accept the account (${answer.status}). Check ziti.username (ZITI_API_USERNAME) and ziti.password ` +
      "(ZITI_API_PASSWORD); after several wrong attempts a controller may have locked the account."
    );
  }
  // Passed on as it is, it would read as if the object that was asked for were gone.
  if (answer.status === 404) {
    return `${where} answered 404: there is no edge management API. Check ${CONTROLLER_URL}; its path is mostly ${EDGE_PATH}.`;
  }
  return null;
}
