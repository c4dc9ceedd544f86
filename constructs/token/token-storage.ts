/** Where the value of an auth token is kept. */
export enum TokenStorage {
  /** In the Terraform state, in clear text (the default). */
  STATE = "state",
  /** In the state, sealed for `sealingPublicKey`. Only the owner of its private key can read it. */
  SEALED = "sealed",
  /** Nowhere. Only the apply that mints the token can use it. */
  NONE = "none",
}
