import type { Database } from "../store/database";

/** A call of the edge management API, as the caller sent it. */
export interface ForwardedCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path segments below the base of the API, not encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** The answer to it, as a controller gives it: `{data, meta}` or `{error, meta}`. */
export interface ForwardedAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The edge management API of the controller that has the network. Its calls use this server's own session, so
 * that no caller gets one of the controller. What a controller drops with a success is answered as the 400
 * that the embedded network gives.
 */
export interface EdgeElsewhere {
  /** @throws NetworkUnavailable when the controller gives no answer, or refuses this server's account. */
  send(call: ForwardedCall): Promise<ForwardedAnswer>;
  /** Forgets the SCIM user of an identity that was deleted there (domain rule 20). */
  identityDeleted(db: Database, id: string): Promise<void>;
}
