/** The facts of a failed request. They hold no secrets. */
export interface ScimFailure {
  /** What the client was doing, as in `create user`. */
  readonly label: string;
  readonly method: string;
  /** Path below the integration URL. */
  readonly path: string;
  /** The HTTP status. Null when no answer came. */
  readonly status: number | null;
  /** RFC 7644 section 3.12. */
  readonly scimType: string | null;
  readonly reason: string;
}

/** The error of a SCIM request that the server refused, did not answer, or answered with something else. */
export class ScimRequestError extends Error {
  override readonly name = "ScimRequestError";

  constructor(readonly failure: ScimFailure) {
    const { label, method, path, status, scimType, reason } = failure;
    const answer = status === null ? "got no answer" : `answered ${status}`;
    const type = scimType === null ? "" : ` (${scimType})`;
    super(`${label}: ${method} ${path} ${answer}${type}: ${reason}`);
  }
}
