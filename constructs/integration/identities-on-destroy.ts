/** What happens to the identities of an integration when it is destroyed. */
export enum IdentitiesOnDestroy {
  /** They stay as they are (the default). */
  KEEP = "keep",
  /** Their sessions end. The identities stay for audit. */
  DISABLE = "disable",
  /** They are deleted. */
  DELETE = "delete",
}
