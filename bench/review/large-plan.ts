/** How many changes of ours the plan has. */
export const CHANGES = 2000;
const KINDS = 5;
/** The size of the plan's JSON, in bytes. */
export const BYTES = 50_000_000;

const NETWORK = "00000000-0000-4000-8000-000000000001";

/**
 * The JSON of a plan as large as the target: 2,000 changes of ours, and those of other providers and a state
 * that fill it up to 50 MB.
 */
export function largePlan(): string {
  const changes = Array.from({ length: CHANGES / KINDS }, (_, number) => group(number)).flat();
  const ours = JSON.stringify(changes).length;
  const filler = (number: number) => ({
    address: `aws_instance.other[${number}]`,
    mode: "managed",
    type: "aws_instance",
    name: "other",
    index: number,
    change: {
      actions: ["update"],
      before: { user_data: `${number} ${"before ".repeat(560)}` },
      after: { user_data: `${number} ${"after  ".repeat(560)}` },
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
    },
  });
  const one = JSON.stringify(filler(0)).length;
  const others = Array.from({ length: Math.ceil((BYTES - ours) / one) }, (_, number) => filler(number));
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [...changes, ...others],
    timestamp: "2026-12-01T09:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  });
}

/** One of each kind: half of the signers are switched off, which locks people out. */
function group(number: number): object[] {
  const [signer, policy] = [`signer-${number}`, `policy-${number}`];
  const integration = `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;
  return [
    change("netfoundry_jwt_signer", number, signerOf(signer, true), signerOf(signer, number % 2 === 0)),
    change("netfoundry_auth_policy", number, policyOf(policy, signer, "a"), policyOf(policy, signer, "b")),
    change(
      "netfoundry_scim_integration",
      number,
      integrationOf(integration, "Old"),
      integrationOf(integration, "New"),
    ),
    change(
      "netfoundry_scim_mapping",
      number,
      mappingOf(integration, policy, "user_name"),
      mappingOf(integration, policy, "none"),
    ),
    change("netfoundry_scim_token", number, tokenOf(integration, "a"), tokenOf(integration, "b"), {
      token: true,
    }),
  ];
}

function change(type: string, number: number, before: object, after: object, sensitive: object = {}): object {
  return {
    address: `${type}.it[${number}]`,
    mode: "managed",
    type,
    name: "it",
    index: number,
    provider_name: "registry.terraform.io/netfoundry/netfoundry",
    change: {
      actions: ["update"],
      before,
      after,
      after_unknown: {},
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    },
  };
}

function signerOf(id: string, enabled: boolean): object {
  return {
    id,
    network_id: NETWORK,
    name: id,
    issuer: `https://${id}.example.com`,
    audience: "netfoundry",
    enabled,
    jwks_endpoint: `https://${id}.example.com/keys`,
    claims_property: "sub",
    use_external_id: true,
  };
}

function policyOf(id: string, signer: string, tag: string): object {
  return {
    id,
    network_id: NETWORK,
    name: id,
    primary: {
      cert: { allowed: false },
      ext_jwt: { allowed: true, allowed_signer_ids: [signer] },
      updb: { allowed: false },
    },
    secondary: { require_totp: false, jwt_signer_id: null },
    tags: { team: tag },
  };
}

function integrationOf(id: string, name: string): object {
  return {
    id,
    network_id: NETWORK,
    name: `${name} ${id}`,
    integration_url: `https://nf.example.com/scim/v2/${id}`,
  };
}

function mappingOf(id: string, policy: string, source: string): object {
  return {
    id,
    integration_id: id,
    network_id: NETWORK,
    identity_name: "user_name",
    auth_policy_id: policy,
    external_id: { source, path: null },
  };
}

function tokenOf(id: string, description: string): object {
  return {
    id,
    integration_id: id,
    network_id: NETWORK,
    description,
    storage: "state",
    status: "live",
    token_id: `token-${id}`,
    token: `secret-token-of-${id}`,
    expires_at: "2027-12-01T09:00:00Z",
  };
}
