export type ScimMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A JSON object, as SCIM sends and returns it. */
export type ScimResource = Readonly<Record<string, unknown>>;

/** An answer of the server. */
export interface ReceivedAnswer {
  readonly status: number;
  /** `Content-Type`. Null when there is none. */
  readonly contentType: string | null;
  /** `Location`. Null when there is none. */
  readonly location: string | null;
  readonly text: string;
  /** The JSON object in the body. Null for an empty body, undefined for any other body. */
  readonly body: ScimResource | null | undefined;
}
