/** The token of the identity provider that clients send. */
export enum TargetToken {
  /** The access token, the default. */
  ACCESS = "ACCESS",
  /** The ID token. */
  ID = "ID",
}
