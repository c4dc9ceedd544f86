import type { Expectation } from "./expectation";

export type ScimMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type ScimResource = Readonly<Record<string, unknown>>;

/** One SCIM request to send. `path` is sent byte for byte, so it must already be percent-encoded. */
export interface ScimSend {
  /** What the provider is doing, as in `find user`. */
  readonly label: string;
  readonly method: ScimMethod;
  readonly path: string;
  readonly body?: ScimResource;
  /** Statuses outside 2xx that are an answer and not a failure. */
  readonly alsoAccept?: readonly number[];
  /** What the provider relies on in the answer. */
  readonly expect?: readonly Expectation[];
}

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

/** One request, and what came of it. Holds bodies but no headers, so the auth token is no part of it. */
export interface Exchange {
  readonly request: ScimSend;
  /** Path and query below the integration URL, exactly as sent. */
  readonly path: string;
  /** null: no answer came. */
  readonly answer: ReceivedAnswer | null;
  /** Why no answer came; null when one did. */
  readonly silence: string | null;
  readonly durationMs: number;
}
