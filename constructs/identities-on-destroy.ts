/** What becomes of the identities that an integration made when it is destroyed. */
export enum IdentitiesOnDestroy {
  /** They stay as they are, the default. */
  KEEP = "keep",
  /** Their sessions end; they are kept for audit. */
  DISABLE = "disable",
  /** They are deleted. */
  DELETE = "delete",
}
