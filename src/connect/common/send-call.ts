import type * as z from "zod/mini";
import type { Connection } from "../../client/connection";
import { ApiContractError } from "../../client/errors/api-contract-error";
import { expectBody } from "../../client/http/answer";
import type { ApiAnswer, ApiRequest } from "../../client/http/message";
import { type IdpCall, sentBody } from "./idp-call";
import { type RefusalWords, refusalOf } from "./idp-refusal";

/** How the calls of one run reach an IdP. */
export interface IdpSession {
  readonly connection: Connection;
  readonly words: RefusalWords;
  /** The value of the Authorization header; null for a call that carries its credential in the body. */
  readonly authorization: string | null;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a call whose answer has a body. Every call of this room has the effect of one when it is sent twice,
 * so it is repeated where that may help.
 * @throws IdpRefusal when the IdP refuses; ApiContractError for an answer of another form; ConnectionError.
 */
export async function callForBody<T>(
  session: IdpSession,
  call: IdpCall,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const { request, answer } = await send(session, call);
  return expectBody(request, answer, schema, (text) => session.connection.secrets.mask(text));
}

/** As callForBody, for a call whose answer has no body. */
export async function callForSuccess(session: IdpSession, call: IdpCall): Promise<void> {
  await send(session, call);
}

async function send(session: IdpSession, call: IdpCall): Promise<{ request: ApiRequest; answer: ApiAnswer }> {
  const { connection, words, authorization, signal } = session;
  const { method, url, body, addressSetting } = call;
  const type = body instanceof URLSearchParams ? "application/x-www-form-urlencoded" : "application/json";
  const request: ApiRequest = {
    method,
    url,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined ? {} : { "content-type": type }),
    },
    ...(body === undefined ? {} : { body: sentBody(body) }),
    repeatable: true,
    addressSetting,
    ...(signal === undefined ? {} : { signal }),
  };
  const answer = await connection.sender.send(request);
  if (answer.status >= 400) {
    throw refusalOf(request, answer, words, (text) => connection.secrets.mask(text));
  }
  // A redirect is not followed: it would take the secret to an address that nobody named.
  if (answer.status >= 300) throw ApiContractError.notJson(request, answer);
  return { request, answer };
}
