import { defineProvider, lazily, type Resource } from "../tfplugin";
import { countingChanges } from "./api/changes-under-way";
import { networkOnly } from "./api/network-only";
import type { providerSchema } from "./configuration/provider-schema";
import type { ProviderContext } from "./context";
import { parts } from "./parts";
import { VERSION } from "./version";

/**
 * The NetFoundry provider. Configuring it sends nothing; it signs in with its first request. What a process does not use
 * of it is never loaded.
 */
export const netfoundry = defineProvider<ProviderContext, typeof providerSchema>({
  address: "registry.terraform.io/netfoundry/netfoundry",
  version: VERSION,

  get schema() {
    return parts.providerBlock().providerBlock.schema;
  },
  validate: (request) => parts.providerBlock().providerBlock.validate(request),
  configure: (request) => parts.providerBlock().providerBlock.configure(request),

  resources: lazily<Resource<ProviderContext>>({
    netfoundry_scim_integration: () => gatewayResource(parts.scimIntegration().scimIntegration),
    netfoundry_scim_mapping: () => gatewayResource(parts.scimMapping().scimMapping),
    netfoundry_scim_token: () => gatewayResource(parts.scimToken().scimToken),
    netfoundry_auth_policy: () => countingChanges(parts.authPolicy().authPolicy),
    netfoundry_jwt_signer: () => countingChanges(parts.jwtSigner().jwtSigner),
  }),
  get dataSources() {
    return parts.dataSources().dataSources;
  },
  get listResources() {
    return parts.listResources().listResources;
  },
  get actions() {
    return parts.actions().actions;
  },
  get ephemerals() {
    return parts.ephemerals().ephemerals;
  },
  get functions() {
    return parts.functions().functions;
  },
});

function gatewayResource(resource: Resource<ProviderContext>): Resource<ProviderContext> {
  return countingChanges(networkOnly(resource));
}
