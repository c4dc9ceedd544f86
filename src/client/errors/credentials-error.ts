/** The API account was not accepted, or there is nothing to sign in with. Names the settings, never their values. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}
