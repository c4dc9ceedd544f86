import { oauthError } from "../../contract/errors";
import { type AccessToken, accessToken } from "../../contract/oauth";
import { parse } from "../../contract/parse";
import { CredentialsError } from "../errors/credentials-error";
import { expectBody } from "../http/answer";
import { jsonOf } from "../http/json";
import { type ApiAnswer, type ApiRequest, describe } from "../http/message";
import type { Sender } from "../http/sender";
import type { Secrets } from "../secrets";
import type { ClientSettings, Clock } from "../settings";
import { type Lease, Renewable } from "./renewable";
import { renewalTime } from "./renewal-time";

/**
 * Life of a token whose answer gives none, in seconds. RFC 6749 leaves it open; NetFoundry's tokens live an
 * hour.
 */
const ASSUMED_LIFE_SECONDS = 3600;

/** How a program names the settings of its API account, and what follows from a refusal. */
export interface ApiAccount {
  /** What to check when the account is refused. */
  readonly check: string;
  /**
   * For how long the client does not sign in again after a refusal, in milliseconds: an attempt per call
   * could lock the account.
   */
  readonly refusalLastsMs: number;
}

/** The provider's account. A run of Terraform is short, so a refusal lasts until it ends. */
const PROVIDER_ACCOUNT: ApiAccount = {
  check:
    "Check client_id (NF_CLIENT_ID) and client_secret (NF_CLIENT_SECRET), and that auth_url " +
    "(NF_AUTH_URL) belongs to the same environment.",
  refusalLastsMs: Number.POSITIVE_INFINITY,
};

/** The source of the bearer token: a ready token, or the client credentials grant (RFC 6749 section 4.4). */
export function bearerTokens(
  settings: ClientSettings,
  parts: { readonly sender: Sender; readonly secrets: Secrets; readonly clock: Clock },
  account = PROVIDER_ACCOUNT,
): Renewable<string> {
  const { sender, secrets, clock } = parts;
  secrets.add(settings.apiToken);
  secrets.add(settings.clientSecret);

  let refusal: { readonly error: CredentialsError; readonly until: number } | null = null;
  return new Renewable(async (): Promise<Lease<string>> => {
    if (settings.apiToken !== undefined) return { value: settings.apiToken, renewAt: null };
    if (refusal !== null && clock.now() < refusal.until) throw refusal.error;
    const request = tokenRequest(settings, secrets);
    const answer = await sender.send(request);
    const problem = refusedClient(request, answer, account) ?? noTokenEndpoint(request, answer);
    if (problem !== null) {
      refusal = {
        error: new CredentialsError(secrets.mask(problem)),
        until: clock.now() + account.refusalLastsMs,
      };
      throw refusal.error;
    }
    const body = expectBody(request, answer, accessToken, (text) => secrets.mask(text));
    secrets.add(body.access_token);
    return { value: body.access_token, renewAt: renewAt(body, clock.now()) };
  }, clock);
}

/** When to renew a token. Null, until the API refuses it, for a life that has passed already. */
function renewAt({ expires_in = ASSUMED_LIFE_SECONDS }: AccessToken, now: number): number | null {
  return expires_in > 0 ? renewalTime(now, now + expires_in * 1000) : null;
}

function tokenRequest(settings: ClientSettings, secrets: Secrets): ApiRequest {
  const { authUrl, clientId, clientSecret } = settings;
  if (!authUrl || !clientId || !clientSecret) {
    throw new CredentialsError(
      "There is nothing to sign in with. Set client_id and client_secret (NF_CLIENT_ID, " +
        "NF_CLIENT_SECRET) and auth_url (NF_AUTH_URL). Or give a ready token in NETFOUNDRY_API_TOKEN.",
    );
  }
  // RFC 6749 section 2.3.1 form-encodes both first. NetFoundry's own clients send them as they are, so this
  // one does too.
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  secrets.add(basic);
  return {
    method: "POST",
    url: authUrl,
    headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
    repeatable: true,
    addressSetting: "auth_url (NF_AUTH_URL), or api_url (NF_API_URL) in its place,",
  };
}

/** The problem when the token endpoint refuses the client (RFC 6749 section 5.2); otherwise null. */
function refusedClient(request: ApiRequest, answer: ApiAnswer, account: ApiAccount): string | null {
  if (answer.status !== 400 && answer.status !== 401 && answer.status !== 403) return null;
  const json = jsonOf(answer);
  const parsed = json.ok ? parse(oauthError, json.value) : null;
  const said = parsed?.ok ? `${parsed.value.error}${detail(parsed.value.error_description)}` : "no reason";
  const where = new URL(request.url).host;
  return (
    `${describe(request)} at ${where} did not accept the API account (${answer.status}, ${said}). ` +
    account.check
  );
}

/**
 * The problem when there is no token endpoint. A bare 404 would read as if the requested object were gone.
 */
function noTokenEndpoint(request: ApiRequest, answer: ApiAnswer): string | null {
  if (answer.status !== 404) return null;
  return (
    `${describe(request)} at ${new URL(request.url).host} answered 404: there is no token endpoint. ` +
    "Check auth_url (NF_AUTH_URL). When it is not set, it follows from api_url (NF_API_URL)."
  );
}

function detail(description: string | undefined): string {
  return description === undefined ? "" : `: ${description}`;
}
