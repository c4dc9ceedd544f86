import { authPolicyList, jwtSignerList } from "./edge-lists";
import { scimIntegrationList, scimMappingList, scimTokenList } from "./gateway-lists";

/** The provider's list resources, by the type of the resource they list. */
export const listResources = {
  netfoundry_auth_policy: authPolicyList,
  netfoundry_jwt_signer: jwtSignerList,
  netfoundry_scim_integration: scimIntegrationList,
  netfoundry_scim_mapping: scimMappingList,
  netfoundry_scim_token: scimTokenList,
};
