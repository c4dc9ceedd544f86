import { type Answer, type Received, startLoopback } from "../../support/fake-api/loopback";

export const OKTA_API_TOKEN = "00planted-okta-api-token";
/** An app of the catalog that has the call, as Org2Org. */
export const CATALOG_APP = "0oa1catalog0000000h7";
/** An app of the wizard, whose token only a person can set. */
export const CUSTOM_APP = "0oa1custom00000000h7";

const CONNECTION = /^\/api\/v1\/apps\/([^/]+)\/connections\/default\?activate=true$/;

/**
 * An Okta org as Okta documents it: the errors of its API, and its call for the token of an app. An app
 * without such a connection answers 200 with UNKNOWN and keeps what it has.
 */
export async function startOktaOrg() {
  /** The token of each app. */
  const tokens = new Map([
    [CATALOG_APP, "old"],
    [CUSTOM_APP, "old"],
  ]);
  /** Answers to give before anything else. */
  const next: Answer[] = [];
  const org = await startLoopback((request) => next.shift() ?? answer(request, tokens));
  return { url: org.url, received: org.received, tokens, next, stop: org.stop };
}
export type OktaOrg = Awaited<ReturnType<typeof startOktaOrg>>;

/** An error of Okta's API. */
export function oktaError(status: number, errorCode: string, errorSummary: string): Answer {
  return { status, body: { errorCode, errorSummary, errorLink: errorCode, errorId: "oae", errorCauses: [] } };
}

function answer({ method, url, headers, body }: Received, tokens: Map<string, string>): Answer {
  if (headers.authorization !== `SSWS ${OKTA_API_TOKEN}`)
    return oktaError(401, "E0000011", "Invalid token provided");
  const [, appId = ""] = CONNECTION.exec(url) ?? [];
  if (method !== "POST" || !tokens.has(appId))
    return oktaError(404, "E0000007", `Not found: Resource not found: ${appId} (AppInstance)`);
  if (appId === CUSTOM_APP) return { body: { authScheme: "UNKNOWN", status: "UNKNOWN" } };
  const { profile } = JSON.parse(body) as { profile: { authScheme: string; token: string } };
  if (profile.authScheme !== "TOKEN") return oktaError(400, "E0000001", "Api validation failed: authScheme");
  tokens.set(appId, profile.token);
  return { body: { authScheme: "TOKEN", status: "ENABLED", profile: { authScheme: "TOKEN" }, _links: {} } };
}
