import type { Method } from "../../client/http/message";

/** One call of an IdP's API, before it is sent. It has no credential, so a dry run can print it. */
export interface IdpCall {
  readonly method: Method;
  readonly url: string;
  /** Fields of a form, or an object that is sent as JSON. */
  readonly body?: URLSearchParams | object;
  /** The setting that the address comes from, for errors: "--org-url (OKTA_ORG_URL)". */
  readonly addressSetting: string;
}

/** What stands for a secret where a call is printed. */
export const HIDDEN_TOKEN = "(the token)";

/** A call as two lines: the request, and its body if there is one. Make it with HIDDEN_TOKEN as the token. */
export function callText({ method, url, body }: IdpCall): string {
  const request = `${method} ${url}`;
  if (body === undefined) return request;
  if (!(body instanceof URLSearchParams)) return `${request}\n${JSON.stringify(body)}`;
  // A person reads it, so nothing is percent-encoded.
  return `${request}\n${[...body].map(([name, value]) => `${name}=${value}`).join("&")}`;
}

/** The body as it is sent. */
export function sentBody(body: NonNullable<IdpCall["body"]>): string {
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}
