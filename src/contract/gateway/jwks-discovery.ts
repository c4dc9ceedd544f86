import * as z from "zod/mini";

/** The longest address that the server fetches, in characters. */
const MAX_ADDRESS = 2048;

const address = z.url({ protocol: /^https?$/ }).check(z.maxLength(MAX_ADDRESS));

/** Body of `POST /core/v3/networks/{id}/jwks-discoveries`: exactly one of the two. */
export const jwksDiscoveryRequest = z
  .strictObject({
    /** The server reads `<issuer>/.well-known/openid-configuration`, and then the keys that it names. */
    issuer: z.optional(
      address.check(z.refine((text) => !/[?#]/.test(text), { error: "must have no query and no fragment" })),
    ),
    jwksEndpoint: z.optional(address),
  })
  .check(
    z.refine(({ issuer, jwksEndpoint }) => (issuer === undefined) !== (jwksEndpoint === undefined), {
      error: "must have exactly one of issuer and jwksEndpoint",
    }),
  );
export type JwksDiscoveryRequest = z.infer<typeof jwksDiscoveryRequest>;

/** What an issuer publishes for JWT signers. The server fetches it within the limits of the sign-in check. */
export const jwksDiscovery = z.object({
  /** Null when the request named a JWKS endpoint. */
  issuer: z.nullable(z.string()),
  jwksEndpoint: z.string(),
  /** Null for what a key does not say. */
  keys: z.array(
    z.object({
      kid: z.nullable(z.string()),
      kty: z.nullable(z.string()),
      alg: z.nullable(z.string()),
      use: z.nullable(z.string()),
    }),
  ),
  /** The discovery document. Null when the request named a JWKS endpoint. */
  discovery: z.nullable(
    z.object({
      url: z.string(),
      authorizationEndpoint: z.nullable(z.string()),
      claimsSupported: z.array(z.string()),
    }),
  ),
});
export type JwksDiscovery = z.infer<typeof jwksDiscovery>;
