/** A SCIM request after authentication. It knows neither the HTTP library nor NetFoundry. */
export interface ScimRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the integration URL, as in `/Users/2819c223`; percent-decoded per segment. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Lower-case names: `if-match`, `if-none-match`, `content-type`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON; undefined when the request has none. */
  readonly body: unknown;
  /** The integration URL, without a slash at the end. `meta.location` starts with it. */
  readonly baseUrl: string;
  /** When it arrived. The age of a cursor is counted from it. */
  readonly now: Date;
}

export interface ScimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** null: no body (204, 304). */
  readonly body: unknown;
  /** The refused operations of a bulk request. Its own status is 200 all the same. */
  readonly refusals?: readonly Refusal[];
}

/** An operation of a bulk request that was refused. */
export interface Refusal extends Pick<ScimRequest, "method" | "path"> {
  readonly status: number;
}
