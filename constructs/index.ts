/** SCIM integrations for NetFoundry as constructs: the entry `netfoundry-scim/constructs`. */

export { AdoptIdentities } from "./adopt-identities";
export { AuthPolicy, type IAuthPolicy } from "./auth-policy";
export type { AuthPolicyProps } from "./auth-policy-props";
export type { AuthToken } from "./auth-token";
export { ConstructError } from "./construct-error";
export { ExternalId } from "./external-id";
export { NetfoundryProvider, type NetfoundryProviderConfig } from "./generated/provider";
export { IdentitiesOnDestroy } from "./identities-on-destroy";
export { IdentityName } from "./identity-name";
export { IdentityNameConflict } from "./identity-name-conflict";
export { type IJwtSigner, JwtSigner, type JwtSignerProps } from "./jwt-signer";
export { MappingSettings, type MappingSettingsOptions, type MappingSettingsProps } from "./mapping-settings";
export { OnExternalRotation } from "./on-external-rotation";
export type { ResourceProps } from "./resource-props";
export { ScimIntegration, type ScimIntegrationProps } from "./scim-integration";
export type { IScimIntegration } from "./scim-integration-interface";
export { TargetToken } from "./target-token";
export { TokenRotation, type TokenRotationProps } from "./token-rotation";
export type { TokenRotationOptions } from "./token-rotation-options";
export { TokenStorage } from "./token-storage";
