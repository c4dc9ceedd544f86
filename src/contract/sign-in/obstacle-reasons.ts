import type { Obstacle } from "./can-sign-in";

/** Why identities cannot sign in. Completes "…, because ". */
export const OBSTACLE_REASONS: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: "they are disabled or deleted",
  POLICY_FORBIDS_EXT_JWT: "their auth policy does not allow JWTs",
  NO_ENABLED_SIGNER_ALLOWED: "their auth policy allows no JWT signer that is enabled",
  NO_EXTERNAL_ID: "they have no external ID, and every JWT signer that their auth policy allows needs one",
  NO_SECOND_SIGNER: "the JWT signer of the second token cannot accept them",
};
