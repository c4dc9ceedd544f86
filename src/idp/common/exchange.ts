import type { Expectation } from "./expectation";
import type { ReceivedAnswer, ScimMethod, ScimResource } from "./scim-message";

/** One SCIM request to send. The client sends `path` byte for byte, so it must be percent-encoded. */
export interface ScimRequest {
  /** What the provider is doing, as in `find user`. */
  readonly label: string;
  readonly method: ScimMethod;
  readonly path: string;
  readonly body?: ScimResource;
  /** Statuses outside 2xx that do not count as a failure. */
  readonly alsoAccept?: readonly number[];
  /** What the provider relies on in the answer. */
  readonly expect?: readonly Expectation[];
}

/** One request and its answer. It holds bodies but no headers, so it does not hold the auth token. */
export interface Exchange {
  readonly request: ScimRequest;
  /** Path and query below the integration URL, exactly as sent. */
  readonly path: string;
  /** Null when no answer came. */
  readonly answer: ReceivedAnswer | null;
  /** Why no answer came. Null when one came. */
  readonly noAnswerReason: string | null;
  readonly durationMs: number;
}
