/** What happens when two identities of the network would get one name. */
export enum IdentityNameConflict {
  /** The second user is refused (the default). */
  REFUSE = "refuse",
  /** The identity of the second user gets its `userName` as its name. */
  USER_NAME = "user_name",
}
