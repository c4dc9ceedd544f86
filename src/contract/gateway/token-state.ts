/**
 * The states of an auth token. This file does not import the schemas, so the provider's start does not load
 * them.
 */
export const TOKEN_STATES = ["live", "overlapping", "expired", "superseded", "revoked"] as const;
export type TokenState = (typeof TOKEN_STATES)[number];
