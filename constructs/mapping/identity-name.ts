/**
 * The attribute of the SCIM user that becomes the name of the identity. When it is empty, the user name is
 * used.
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.1
 */
export enum IdentityName {
  /** `userName`, the default. */
  USER_NAME = "user_name",
  /** `displayName` */
  DISPLAY_NAME = "display_name",
  /** `name.formatted` */
  FORMATTED_NAME = "formatted_name",
  /** `nickName` */
  NICK_NAME = "nick_name",
}
