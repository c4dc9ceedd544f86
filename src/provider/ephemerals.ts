import { scimTokenValue } from "./scim-token/value-ephemeral";

/** The provider's ephemeral resources, by type name. */
export const ephemerals = { netfoundry_scim_token_value: scimTokenValue };
