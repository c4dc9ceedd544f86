/** Whether a new user takes over an identity that no integration owns, and how it is found. */
export enum AdoptIdentities {
  /** No identity is adopted (the default). */
  NEVER = "never",
  /** The user adopts the identity with its external ID. */
  EXTERNAL_ID = "external_id",
  /** The user adopts the identity with its name. */
  NAME = "name",
}
