import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ClientCredential } from "../credentials/client-secrets";
import { isFromForeignPage } from "../credentials/foreign-page";
import { bodyText } from "../http/body-text";
import { encodesNul } from "../http/refuse-nul";

/** A request for an access token. */
interface TokenRequest {
  /** The credential, in each way that clients encode it. Empty when there is none. */
  readonly spellings: readonly ClientCredential[];
  readonly grantType: string | null;
}

/** A request for an access token that breaks a rule of RFC 6749, answered with `invalid_request`. */
export class TokenRequestError extends Error {}

/** Reads bodies as forms and refuses every other content type. */
export function acceptForm(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "buffer" },
    async ({ headers }: FastifyRequest, body: Buffer) => {
      const text = bodyText(headers, body);
      if (encodesNul(text)) throw new TokenRequestError("the form holds a NUL character; leave it out");
      return new URLSearchParams(text);
    },
  );
}

/**
 * Reads the form and the Authorization header.
 * @param baseUrl The address that clients use.
 * @throws TokenRequestError
 */
export function readTokenRequest(request: FastifyRequest, baseUrl: string): TokenRequest {
  if (isFromForeignPage(request, baseUrl)) {
    throw new TokenRequestError("a page of another site may not ask for a token");
  }
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  requireNoRepetition(form);
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return { spellings: formCredential(form), grantType: form.get("grant_type") };
  }
  if (form.has("client_secret")) {
    const what = "the request authenticates twice: send the Authorization header or client_secret, not both";
    throw new TokenRequestError(`${what} (RFC 6749 section 2.3)`);
  }
  return { spellings: basicCredentials(authorization), grantType: form.get("grant_type") };
}

/** @throws TokenRequestError for a parameter that stands twice (RFC 6749 section 3.2). */
function requireNoRepetition(form: URLSearchParams): void {
  const names = [...form.keys()];
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) {
    throw new TokenRequestError(`the form holds the parameter ${JSON.stringify(repeated)} more than once`);
  }
}

/**
 * The credential of Basic authentication, once as written and once form-decoded. RFC 6749 section 2.3.1 asks
 * clients to encode it, but only some do.
 */
function basicCredentials(authorization: string): ClientCredential[] {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization)?.[1];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  // No stored credential holds a NUL character.
  if (colon < 0 || encodesNul(pair)) return [];
  const [clientId, clientSecret] = [pair.slice(0, colon), pair.slice(colon + 1)];
  const decoded = { clientId: formDecoded(clientId), clientSecret: formDecoded(clientSecret) };
  const isEncoded = decoded.clientId !== clientId || decoded.clientSecret !== clientSecret;
  return [{ clientId, clientSecret }, ...(isEncoded ? [decoded] : [])];
}

function formDecoded(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll("&", "%26")}`).get("text") ?? text;
}

function formCredential(form: URLSearchParams): ClientCredential[] {
  const clientId = form.get("client_id");
  const clientSecret = form.get("client_secret");
  return clientId === null || clientSecret === null ? [] : [{ clientId, clientSecret }];
}
