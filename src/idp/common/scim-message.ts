export type ScimMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A JSON object, as SCIM sends and returns it. */
export type ScimResource = Readonly<Record<string, unknown>>;

/** An answer as it arrived. */
export interface ReceivedAnswer {
  readonly status: number;
  /** `Content-Type`; null when there is none. */
  readonly contentType: string | null;
  /** `Location`; null when there is none. */
  readonly location: string | null;
  readonly text: string;
  /** The JSON object of the body; null for an empty body, undefined for anything else. */
  readonly body: ScimResource | null | undefined;
}
