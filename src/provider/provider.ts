import { defineProvider, type Resource } from "../tfplugin";
import { countChanges } from "./api/count-changes";
import { networkOnly } from "./api/network-only";
import { authPoliciesData, authPolicyData } from "./auth-policy/data-sources";
import { authPolicyList } from "./auth-policy/list";
import { authPolicy } from "./auth-policy/resource";
import { providerBlock } from "./configuration/provider-block";
import type { providerSchema } from "./configuration/provider-schema";
import type { ProviderContext } from "./context";
import { entraTenantUrl } from "./functions/entra-tenant-url";
import { normalizePem } from "./functions/normalize-pem";
import { validateScimPath } from "./functions/validate-scim-path";
import { identitiesData } from "./identity/data-source";
import { jwtSignerData, jwtSignersData } from "./jwt-signer/data-sources";
import { jwtSignerList } from "./jwt-signer/list";
import { jwtSigner } from "./jwt-signer/resource";
import { checksAccess } from "./location/checks-access";
import { staysInPlace } from "./location/stays-in-place";
import { networkData, networksData } from "./network/data-sources";
import { scimIntegrationData, scimIntegrationsData } from "./scim-integration/data-sources";
import { scimIntegrationList } from "./scim-integration/list";
import { scimIntegration } from "./scim-integration/resource";
import { scimMappingData, scimMappingsData } from "./scim-mapping/data-sources";
import { scimMappingList } from "./scim-mapping/list";
import { scimMappingPreviewData } from "./scim-mapping/preview-data-source";
import { scimMapping } from "./scim-mapping/resource";
import { revokeScimToken, rotateScimToken } from "./scim-token/actions";
import { scimTokenData, scimTokensData } from "./scim-token/data-sources";
import { scimTokenList } from "./scim-token/list";
import { scimToken } from "./scim-token/resource";
import { scimTokenValue } from "./scim-token/value-ephemeral";
import { signInCheck } from "./sign-in-check/check-ephemeral";
import { signInData } from "./sign-in-check/data-source";
import { VERSION } from "./version";

/** The NetFoundry provider. Configuring it sends no request. It signs in with its first request. */
export const netfoundry = defineProvider<ProviderContext, typeof providerSchema>({
  address: "registry.terraform.io/netfoundry/netfoundry",
  version: VERSION,
  ...providerBlock,

  resources: {
    netfoundry_auth_policy: edgeResource("auth policy", authPolicy),
    netfoundry_jwt_signer: edgeResource("JWT signer", jwtSigner),
    netfoundry_scim_integration: gatewayResource(scimIntegration),
    netfoundry_scim_mapping: gatewayResource(scimMapping),
    netfoundry_scim_token: gatewayResource(scimToken),
  },
  dataSources: {
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
    netfoundry_sign_in: signInData,
  },
  listResources: {
    netfoundry_auth_policy: authPolicyList,
    netfoundry_jwt_signer: jwtSignerList,
    netfoundry_scim_integration: scimIntegrationList,
    netfoundry_scim_mapping: scimMappingList,
    netfoundry_scim_token: scimTokenList,
  },
  actions: {
    netfoundry_scim_token_revoke: revokeScimToken,
    netfoundry_scim_token_rotate: rotateScimToken,
  },
  ephemerals: { netfoundry_scim_token_value: scimTokenValue, netfoundry_sign_in_check: signInCheck },
  functions: {
    entra_tenant_url: entraTenantUrl,
    normalize_pem: normalizePem,
    validate_scim_path: validateScimPath,
  },
});

/** A resource of the gateway. A plain OpenZiti controller does not have it. */
function gatewayResource(resource: Resource<ProviderContext>): Resource<ProviderContext> {
  return countChanges(networkOnly(checksAccess("gateway", resource)));
}

/** A resource of the edge API, of a network or of a plain controller. */
function edgeResource(kind: string, resource: Resource<ProviderContext>): Resource<ProviderContext> {
  return countChanges(checksAccess("edge", staysInPlace(kind, resource)));
}
