/** SCIM integrations for NetFoundry as constructs: the entry `netfoundry-scim/constructs`. */

export { ConstructError } from "./checks/construct-error";
export { IdentityProvider } from "./identity-provider/identity-provider";
export type {
  EntraIdOptions,
  GoogleWorkspaceOptions,
  IdentityProviderOptions,
  JumpCloudOptions,
  OktaOptions,
} from "./identity-provider/identity-provider-options";
export { AdoptIdentities } from "./integration/adopt-identities";
export { IdentitiesOnDestroy } from "./integration/identities-on-destroy";
export {
  type IntegrationLookUp,
  ScimIntegration,
  type ScimIntegrationProps,
} from "./integration/scim-integration";
export type { IScimIntegration } from "./integration/scim-integration-interface";
export { NetfoundryFn } from "./language/provider-functions";
export { ScimTokenValue, type ScimTokenValueProps } from "./language/scim-token-value";
export { SignInCheck, type SignInCheckProps } from "./language/sign-in-check";
export { ExternalId } from "./mapping/external-id";
export { IdentityName } from "./mapping/identity-name";
export { IdentityNameConflict } from "./mapping/identity-name-conflict";
export {
  MappingSettings,
  type MappingSettingsOptions,
  type MappingSettingsProps,
} from "./mapping/mapping-settings";
export { NetfoundryProvider, type NetfoundryProviderProps } from "./provider/netfoundry-provider";
export { Secret } from "./provider/secret";
export type { ReplacementProps } from "./resource/replacement";
export type { ProviderProps, ResourceProps } from "./resource/resource-props";
export { AuthPolicy, type IAuthPolicy } from "./sign-in/auth-policy";
export type { AuthPolicyProps } from "./sign-in/auth-policy-props";
export { type IJwtSigner, JwtSigner, type JwtSignerProps } from "./sign-in/jwt-signer";
export { TargetToken } from "./sign-in/target-token";
export type { AuthToken } from "./token/auth-token";
export { Duration } from "./token/duration";
export { OnExternalRotation } from "./token/on-external-rotation";
export { RotationSchedule, type RotationWindow } from "./token/rotation-schedule";
export { TokenRotation, type TokenRotationProps } from "./token/token-rotation";
export type { TokenRotationOptions } from "./token/token-rotation-options";
export { TokenStorage } from "./token/token-storage";
