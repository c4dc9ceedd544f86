/** A `netfoundry_scim_token` as a state shows it. It never holds the token in clear. Times are RFC 3339. */
export interface StateSlot {
  readonly address: string;
  readonly integrationId: string;
  readonly tokenId: string;
  readonly generation: number;
  /** `state`, `sealed` or `none`. */
  readonly storage: string;
  readonly tokenSealed: string | null;
  /** What the last refresh found: a state of the API, or `missing`. */
  readonly status: string;
  readonly createdAt: string;
  /** Null: the token never ends. */
  readonly expiresAt: string | null;
  /** A duration, such as `30d`. */
  readonly rotateBefore: string | null;
  readonly rotateAfter: string | null;
  /** A duration, in which somebody should use a new token. */
  readonly expectedUseWithin: string | null;
  readonly previousTokenId: string | null;
  readonly previousExpiresAt: string | null;
}
