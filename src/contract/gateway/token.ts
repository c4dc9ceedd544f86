import * as z from "zod/mini";
import { optionalTimestamp, timestamp } from "../common";

/** The lifetime that NetFoundry gives a token: one year, in seconds. */
export const DEFAULT_TOKEN_LIFETIME_SECONDS = 365 * 24 * 60 * 60;

/** What the API says about a token, without the secret. */
export const tokenMetadata = z.object({
  id: z.string(),
  description: z.nullable(z.string()),
  /** What the client gave with the mint, to find its token again. Some servers leave this out. */
  tag: z.optional(z.nullable(z.string())),
  createdAt: timestamp,
  /** Null: the token never ends. */
  expiresAt: optionalTimestamp,
  lastUsedAt: optionalTimestamp,
  /** One of TOKEN_STATES, or a state of a newer API. */
  state: z.string(),
  /** When a token in the state `overlapping` ends; null in any other state. Some servers leave this out. */
  overlapEndsAt: z.optional(optionalTimestamp),
});
export type TokenMetadata = z.infer<typeof tokenMetadata>;

/** Answer of `GET /scim/v1/integrations/{id}/tokens`, newest first. */
export const tokenList = z.object({ tokens: z.array(tokenMetadata) });

/**
 * Body of `POST /scim/v1/integrations/{id}/tokens`. With `lifetimeSeconds: null` the token never ends.
 * `overlapSeconds` says how long the former token stays valid beside the new one: at most
 * `maxTokenOverlapSeconds` of the integration. `tag` is no secret: everybody who may list tokens sees it.
 */
export const tokenCreate = z.strictObject({
  description: z._default(z.nullable(z.string().check(z.maxLength(200))), null),
  lifetimeSeconds: z._default(z.nullable(z.int().check(z.minimum(1))), DEFAULT_TOKEN_LIFETIME_SECONDS),
  overlapSeconds: z._default(z.int().check(z.minimum(0)), 0),
  tag: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
});
export type TokenCreate = z.input<typeof tokenCreate>;

/** Answer of that call. The API never shows the secret again. */
export const mintedToken = z.extend(tokenMetadata, { token: z.string().check(z.minLength(1)) });
export type MintedToken = z.infer<typeof mintedToken>;
