import * as z from "zod/mini";

/** A number of seconds. Some servers answer it as a text. */
const seconds = z.union([z.number(), z.string().check(z.regex(/^\d+$/))]);

/** Answer of `POST /oauth2/token` (RFC 6749 section 5.1). `expires_in` is in seconds. */
export const accessToken = z.object({
  access_token: z.string().check(z.minLength(1)),
  token_type: z.string(),
  expires_in: z.pipe(
    z.nullish(seconds),
    z.transform((given) => (given === undefined || given === null ? undefined : Number(given))),
  ),
});
export type AccessToken = z.infer<typeof accessToken>;
