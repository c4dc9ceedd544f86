/**
 * The API did not accept the account, or no credentials are set. The message names settings, never their
 * values.
 */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}
