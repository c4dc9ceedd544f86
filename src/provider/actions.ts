import { revokeScimToken, rotateScimToken } from "./scim-token/actions";

/** The provider's actions, by type name. */
export const actions = {
  netfoundry_scim_token_rotate: rotateScimToken,
  netfoundry_scim_token_revoke: revokeScimToken,
};
