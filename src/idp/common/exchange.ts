import type { Expectation } from "./expectation";
import type { ReceivedAnswer, ScimMethod, ScimResource } from "./scim-message";

/** One SCIM request to send. `path` is sent byte for byte, so it must already be percent-encoded. */
export interface ScimRequest {
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

/** One request and its answer. Holds bodies but no headers, so the auth token is no part of it. */
export interface Exchange {
  readonly request: ScimRequest;
  /** Path and query below the integration URL, exactly as sent. */
  readonly path: string;
  /** null: no answer came. */
  readonly answer: ReceivedAnswer | null;
  /** Why no answer came; null when one did. */
  readonly noAnswerReason: string | null;
  readonly durationMs: number;
}
