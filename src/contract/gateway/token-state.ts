/** What may be said of an auth token. Apart from the schemas, so that the provider's start does not load them. */
export const TOKEN_STATES = ["live", "overlapping", "expired", "superseded", "revoked"] as const;
export type TokenState = (typeof TOKEN_STATES)[number];
