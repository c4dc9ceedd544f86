/** A SCIM request after authentication. It knows neither the HTTP library nor NetFoundry. */
export interface ScimRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path below the integration URL, as in `/Users/2819c223`. Each segment is percent-decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Lower-case names: `if-match`, `if-none-match`, `content-type`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON. Undefined when the request has no body. */
  readonly body: unknown;
  /** The integration URL, without a slash at the end. `meta.location` starts with it. */
  readonly baseUrl: string;
  /** When the request arrived. The age of a cursor depends on it. */
  readonly now: Date;
  /** Counts the request as so many more in the rate limit of its token. Absent without a limit. */
  readonly charge?: (requests: number) => void;
}

export interface ScimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for an answer without a body (204, 304). */
  readonly body: unknown;
  /** The refused operations of a bulk request, whose own status is 200. */
  readonly refusals?: readonly Refusal[];
}

/** A refused operation of a bulk request. */
export interface Refusal extends Pick<ScimRequest, "method" | "path"> {
  readonly status: number;
}
