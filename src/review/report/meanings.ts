/** What an attribute decides, in the domain's words. */
const MEANINGS: Readonly<Record<string, string>> = {
  "netfoundry_auth_policy primary.ext_jwt.allowed": "sign-in with the token of an identity provider",
  "netfoundry_auth_policy primary.ext_jwt.allowed_signer_ids": "JWT signers that are accepted",
  "netfoundry_auth_policy primary.cert.allowed": "sign-in with a certificate",
  "netfoundry_auth_policy primary.cert.allow_expired": "sign-in with an expired certificate",
  "netfoundry_auth_policy primary.updb.allowed": "sign-in with a password",
  "netfoundry_auth_policy secondary.require_totp": "second factor: one-time password",
  "netfoundry_auth_policy secondary.jwt_signer_id": "second factor: token of another signer",
  "netfoundry_jwt_signer enabled": "whether its tokens are accepted",
  "netfoundry_jwt_signer issuer": "who issues the tokens",
  "netfoundry_jwt_signer audience": "whom the tokens are for",
  "netfoundry_jwt_signer claims_property": "claim that names the person",
  "netfoundry_jwt_signer use_external_id": "match by external ID",
  "netfoundry_jwt_signer jwks_endpoint": "where the keys come from",
  "netfoundry_jwt_signer cert_pem": "certificate of the key",
  "netfoundry_scim_mapping auth_policy_id": "auth policy of its people",
  "netfoundry_scim_mapping identity_name": "where names come from",
  "netfoundry_scim_mapping external_id.source": "where external IDs come from",
  "netfoundry_scim_mapping external_id.path": "field of the external ID",
  "netfoundry_scim_integration network_id": "network",
  "netfoundry_scim_integration integration_url": "where the identity provider sends people",
  "netfoundry_scim_integration identities_on_destroy": "what a destroy does to its people",
  "netfoundry_scim_integration adopt_identities": "whether it takes over people that exist",
  "netfoundry_scim_token token_id": "the token",
  "netfoundry_scim_token storage": "where the token is kept",
  "netfoundry_scim_token overlap": "how long the former token stays valid",
};

/** What an attribute of a resource type decides; empty when there is no better word than its own. */
export function meaningOf(type: string, path: string): string {
  return MEANINGS[`${type} ${path}`] ?? "";
}
