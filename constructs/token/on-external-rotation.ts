/** What to do about a live auth token that somebody minted outside Terraform. */
export enum OnExternalRotation {
  /** Leave it alone and warn in the plan (the default). */
  WARN = "warn",
  /** Replace it with a new one in the next apply. */
  ROTATE = "rotate",
  /** Take it over with the next refresh, without its value. */
  ADOPT = "adopt",
}
