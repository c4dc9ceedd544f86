/** Where the value of an auth token is kept. */
export enum TokenStorage {
  /** In the Terraform state, in clear text; the default. */
  STATE = "state",
  /** In the state, sealed for `sealingPublicKey`: only the owner of its private key can read it. */
  SEALED = "sealed",
  /** Nowhere: it can be used in the apply that mints it, and never again. */
  NONE = "none",
}
