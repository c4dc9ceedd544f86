import type { Construct } from "constructs";
import {
  AdoptIdentities,
  AuthPolicy,
  ExternalId,
  IdentitiesOnDestroy,
  IdentityName,
  IdentityNameConflict,
  JwtSigner,
  MappingSettings,
  OnExternalRotation,
  ScimIntegration,
  TargetToken,
  TokenRotation,
  TokenStorage,
} from "../../constructs";
import { CERTIFICATE, PUBLIC_KEY } from "../support/certificates";

/** Every resource of the constructs with every attribute, and every import by id. Goldens have the rest. */
export function everything(scope: Construct): void {
  const signer = new JwtSigner(scope, "entra_signer", {
    name: "Entra ID",
    issuer: "https://login.microsoftonline.com/contoso/v2.0",
    audience: "api://netfoundry",
    enabled: false,
    jwksEndpoint: "https://login.microsoftonline.com/contoso/discovery/v2.0/keys",
    claimsProperty: "email",
    useExternalId: true,
    clientId: "0b1c2d3e",
    scopes: ["openid", "email"],
    targetToken: TargetToken.ID,
    externalAuthUrl: "https://login.microsoftonline.com/contoso",
    tags: { costCenter: "42" },
  });
  const pinned = new JwtSigner(scope, "pinned_signer", {
    name: "Pinned",
    issuer: "pinned",
    audience: "netfoundry",
    certPem: CERTIFICATE,
    kid: "key-1",
  });
  const policy = new AuthPolicy(scope, "policy", {
    name: "Staff",
    extJwtAllowed: true,
    extJwtAllowedSigners: [signer],
    certAllowed: true,
    certAllowExpired: true,
    updbAllowed: true,
    updbMinPasswordLength: 12,
    updbRequireSpecialChar: true,
    updbRequireNumberChar: true,
    updbRequireMixedCase: true,
    updbMaxAttempts: 5,
    updbLockoutDurationMinutes: 15,
    secondaryRequireTotp: true,
    secondaryJwtSigner: pinned,
    tags: { costCenter: "42" },
  });
  policy.addAllowedSigner(JwtSigner.fromJwtSignerId(scope, "imported_signer", "Jq3wXvT1u"));
  new ScimIntegration(scope, "entra", {
    name: "Entra ID",
    networkId: "5f0c8f4e-0a7e-4f57-9d0e-1b6c8a1f2d3e",
    identityName: IdentityName.FORMATTED_NAME,
    identityNameConflict: IdentityNameConflict.USER_NAME,
    authPolicy: policy,
    externalId: ExternalId.custom('emails[type eq "work"].value'),
    identitiesOnDestroy: IdentitiesOnDestroy.DISABLE,
    adoptIdentities: AdoptIdentities.EXTERNAL_ID,
    token: {
      description: "pasted into Entra ID",
      lifetime: "180d",
      rotateBefore: "30d",
      overlap: "4h",
      expectedUseWithin: "3h",
      rotationTriggers: { quarter: "2027Q1" },
      onExternalRotation: OnExternalRotation.ADOPT,
      storage: TokenStorage.SEALED,
      sealingPublicKey: PUBLIC_KEY,
      revokeOnDestroy: false,
    },
  });
  const elsewhere = ScimIntegration.fromIntegrationId(scope, "elsewhere", "6a1d9f5e");
  new MappingSettings(scope, "mapping", {
    integration: elsewhere,
    identityName: IdentityName.NICK_NAME,
    authPolicy: AuthPolicy.fromNetworkDefault(scope, "default_policy"),
    externalId: ExternalId.userName(),
    resetOnDestroy: true,
  });
  new TokenRotation(scope, "token", { integration: elsewhere, lifetime: "8760h" });
}
