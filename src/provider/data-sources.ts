import { authPoliciesData, authPolicyData } from "./auth-policy/data-sources";
import { identitiesData } from "./identity/data-source";
import { jwtSignerData, jwtSignersData } from "./jwt-signer/data-sources";
import { networkData, networksData } from "./network/data-sources";
import { scimIntegrationData, scimIntegrationsData } from "./scim-integration/data-sources";
import { scimMappingData, scimMappingsData } from "./scim-mapping/data-sources";
import { scimMappingPreviewData } from "./scim-mapping/preview-data-source";
import { scimTokenData, scimTokensData } from "./scim-token/data-sources";

/** The provider's data sources, by type name. */
export const dataSources = {
  netfoundry_auth_policies: authPoliciesData,
  netfoundry_auth_policy: authPolicyData,
  netfoundry_identities: identitiesData,
  netfoundry_jwt_signer: jwtSignerData,
  netfoundry_jwt_signers: jwtSignersData,
  netfoundry_network: networkData,
  netfoundry_networks: networksData,
  netfoundry_scim_integration: scimIntegrationData,
  netfoundry_scim_integrations: scimIntegrationsData,
  netfoundry_scim_mapping: scimMappingData,
  netfoundry_scim_mapping_preview: scimMappingPreviewData,
  netfoundry_scim_mappings: scimMappingsData,
  netfoundry_scim_token: scimTokenData,
  netfoundry_scim_tokens: scimTokensData,
};
