import * as z from "zod/mini";
import { timestamp } from "../common";
import { TOKEN_STATES } from "./token-state";

/** One year, the life NetFoundry gives a token, in seconds. */
export const DEFAULT_TOKEN_LIFETIME_SECONDS = 365 * 24 * 60 * 60;

/** What the API says of a token; never the secret. */
export const tokenMetadata = z.object({
  id: z.string(),
  description: z.nullable(z.string()),
  createdAt: timestamp,
  /** null: never expires. */
  expiresAt: z.nullable(timestamp),
  lastUsedAt: z.nullable(timestamp),
  state: z.enum(TOKEN_STATES),
  /** Until when a token in state `overlapping` is accepted; null in any other state. Absent from a server that does not tell. */
  overlapEndsAt: z.optional(z.nullable(timestamp)),
});
export type TokenMetadata = z.infer<typeof tokenMetadata>;

/** Answer of `GET /scim/v1/integrations/{id}/tokens`, newest first. */
export const tokenList = z.object({ tokens: z.array(tokenMetadata) });

/**
 * Body of `POST /scim/v1/integrations/{id}/tokens`. `lifetimeSeconds` null: never expires. `overlapSeconds`: how long the
 * former token stays valid beside the new one, at most `maxTokenOverlapSeconds` of the integration.
 */
export const tokenCreate = z.strictObject({
  description: z._default(z.nullable(z.string().check(z.maxLength(200))), null),
  lifetimeSeconds: z._default(z.nullable(z.int().check(z.minimum(1))), DEFAULT_TOKEN_LIFETIME_SECONDS),
  overlapSeconds: z._default(z.int().check(z.minimum(0)), 0),
});
export type TokenCreate = z.input<typeof tokenCreate>;

/** Answer of the same: the only time the secret is shown. */
export const mintedToken = z.extend(tokenMetadata, { token: z.string().check(z.minLength(1)) });
export type MintedToken = z.infer<typeof mintedToken>;
