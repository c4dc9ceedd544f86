export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One call of the API, before it is sent. */
export interface ApiRequest {
  readonly method: Method;
  /** Absolute address, query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is; undefined for none. */
  readonly body?: string;
  /** Sending it twice has the effect of sending it once; absent: what the method promises. */
  readonly repeatable?: boolean;
  /** The setting that the address follows from, for errors; api_url when absent. */
  readonly addressSetting?: string | undefined;
  readonly signal?: AbortSignal;
}

/** What came back, before anything is made of it. */
export interface ApiAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Whether sending the request twice has the effect of sending it once (RFC 9110 section 9.2.2). */
export function isRepeatable(request: ApiRequest): boolean {
  return request.repeatable ?? (request.method !== "POST" && request.method !== "PATCH");
}

/** The setting to check when the answer makes one doubt the address. */
export function addressSetting(request: ApiRequest): string {
  return request.addressSetting ?? "api_url (NF_API_URL)";
}

/** `PUT /edge/management/v1/auth-policies/abc`: what an error calls the request. No query, which may name people. */
export function describe(request: Pick<ApiRequest, "method" | "url">): string {
  // Not parsed as a whole: it is asked for every request, for a log that is mostly off.
  return `${request.method} ${/^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(request.url)?.[1] || "/"}`;
}
