/** review.yaml cannot be used. The message names the line or the field, and what is allowed. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}
