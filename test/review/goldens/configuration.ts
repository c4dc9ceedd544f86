/** The configuration that most goldens start from: one of everything, and people who sign in with it. */
export const BASE = `resource "netfoundry_jwt_signer" "okta" {
  name            = "Okta"
  issuer          = "https://okta.example.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://okta.example.com/keys"
  claims_property = "employee"
  use_external_id = true
}

resource "netfoundry_auth_policy" "staff" {
  name = "Staff"
  primary = {
    ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] }
  }
  secondary = { require_totp = false }
  tags      = { team = "platform" }
}

resource "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  auth_policy_id = netfoundry_auth_policy.staff.id
  external_id    = { source = "custom", path = "externalId" }
}

resource "netfoundry_scim_token" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
}
`;

/** The base with texts replaced. Throws when a text is not there, so that no golden shows nothing. */
export function changed(...replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the configuration has no ${JSON.stringify(from)}`);
    return text.replace(from, to);
  }, BASE);
}

/** A configuration without the blocks of those resource types. */
export function without(text: string, ...types: readonly string[]): string {
  return types.reduce(
    (rest, type) => rest.replace(new RegExp(`resource "${type}" [\\s\\S]*?\\n}\\n\\n?`, "g"), ""),
    text,
  );
}
