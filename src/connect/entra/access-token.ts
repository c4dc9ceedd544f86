import type { Connection } from "../../client/connection";
import { jsonOf } from "../../client/http/json";
import { address } from "../../client/http/url";
import { oauthError } from "../../contract/errors";
import { accessToken } from "../../contract/oauth";
import { parse } from "../../contract/parse";
import type { IdpCall } from "../common/idp-call";
import type { RefusalWords } from "../common/idp-refusal";
import { keepSecret } from "../common/keep-secret";
import { callForBody } from "../common/send-call";

/** An app registration that may call Microsoft Graph, and how it proves who it is. */
export interface AzureCredentials {
  /** The authority, as in `https://login.microsoftonline.com`. */
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** A client secret, or the JWT of a federated identity, as a pipeline has it. */
  readonly proof: { readonly kind: "secret" | "assertion"; readonly value: string };
}

/** Type of a JWT in place of a client secret (RFC 7523 section 2.2). */
const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * The call that gives an access token for Graph: client credentials of the Microsoft identity platform.
 * @param proof the secret or the assertion.
 */
export function accessTokenCall(credentials: AzureCredentials, graphUrl: string, proof: string): IdpCall {
  const { loginUrl, tenantId, clientId } = credentials;
  const proven: Record<string, string> =
    credentials.proof.kind === "secret"
      ? { client_secret: proof }
      : { client_assertion_type: JWT_BEARER, client_assertion: proof };
  const scope = `${graphUrl}/.default`;
  return {
    method: "POST",
    url: address(loginUrl, [tenantId, "oauth2", "v2.0", "token"]),
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, scope, ...proven }),
    addressSetting: "--login-url (AZURE_AUTHORITY_HOST)",
  };
}

/** Gets an access token for Graph. Throws as callForBody does. */
export async function graphAccessToken(given: {
  readonly connection: Connection;
  readonly credentials: AzureCredentials;
  readonly graphUrl: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<string> {
  const { connection, credentials, graphUrl, signal } = given;
  const { value } = credentials.proof;
  keepSecret(connection.secrets, value);
  const session = { connection, words: wordsFor(credentials), authorization: null, signal };
  const call = accessTokenCall(credentials, graphUrl, value);
  const { access_token } = await callForBody(session, call, accessToken);
  keepSecret(connection.secrets, access_token);
  return access_token;
}

function wordsFor({ proof }: AzureCredentials): RefusalWords {
  const setting = proof.kind === "secret" ? "AZURE_CLIENT_SECRET" : "AZURE_FEDERATED_TOKEN_FILE";
  const advice =
    `Check AZURE_TENANT_ID, AZURE_CLIENT_ID and ${setting}. ` +
    (proof.kind === "secret"
      ? "A client secret ends: see Certificates & secrets of the app registration. Take its value, not its " +
        "id."
      : "Issuer, subject and audience of the JWT must be those of a federated credential of the app.");
  return {
    idp: "Microsoft Entra ID",
    said(answer) {
      const json = jsonOf(answer);
      const parsed = json.ok ? parse(oauthError, json.value) : null;
      if (!parsed?.ok) return null;
      const { error, error_description } = parsed.value;
      // The first line holds the code and the sentence. The others hold ids and times.
      return [error, ...(error_description?.split(/\r?\n/, 1) ?? [])].join(", ");
    },
    advice: ({ status }) => (status < 429 ? advice : ""),
  };
}
