/** What it means that a slot takes over a token, as lines for a comment. */
export const TOKEN_ADOPTION: readonly string[] = [
  "A slot takes over the auth token that lives. Nothing changes for the identity provider: the token stays",
  "as it is. The API shows a token only when it mints it, so its value is null here until the next rotation.",
  "The first apply after the token has ended mints a new one. Destroying the slot revokes the token.",
];
