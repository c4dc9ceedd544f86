/** The JSON of a plan with these changes, as Terraform 1.11 writes it. */
export function planText(changes: readonly object[], more: object = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes,
    timestamp: "2026-12-01T09:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
    ...more,
  });
}

/** One resource change. */
export function change(
  type: string,
  name: string,
  {
    actions = ["update"],
    ...values
  }: { readonly actions?: readonly string[]; readonly [key: string]: unknown },
  more: object = {},
): object {
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/netfoundry/netfoundry",
    change: { actions, before: null, after: null, after_unknown: {}, ...values },
    ...more,
  };
}

/** The attributes of a signer that is in use. */
export const SIGNER = {
  id: "s1",
  name: "Okta",
  issuer: "https://okta.example.com",
  audience: "netfoundry",
  enabled: true,
  jwks_endpoint: "https://okta.example.com/keys",
  claims_property: "sub",
  use_external_id: true,
};

/** A policy that lets people in by the tokens of that signer alone. */
export const POLICY = {
  id: "p1",
  name: "Staff",
  primary: {
    cert: { allowed: false },
    ext_jwt: { allowed: true, allowed_signer_ids: ["s1"] },
    updb: { allowed: false },
  },
  secondary: { require_totp: false, jwt_signer_id: null },
};

/** A resource that the plan leaves as it is. */
export function unchanged(type: string, values: object): object {
  return change(type, "it", { actions: ["no-op"], before: values, after: values });
}
