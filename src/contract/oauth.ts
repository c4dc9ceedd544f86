import * as z from "zod/mini";

/** Answer of `POST /oauth2/token` (RFC 6749 section 5.1). `expires_in` is in seconds. */
export const accessToken = z.object({
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.optional(z.int()),
});
export type AccessToken = z.infer<typeof accessToken>;
