import { readFileSync, writeFileSync } from "node:fs";
import { BASE, changed, without } from "./configuration";
import type { GoldenCase } from "./golden-case";

const TEAMS = `
resource "netfoundry_auth_policy" "team" {
  for_each = toset(["alice@example.com", "blue", "red"])
  name     = "Team \${each.key}"
  primary  = { ext_jwt = { allowed = true } }
}
`;
const MODULE = `
module "idp" {
  source = "./idp"
}
`;
const MODULE_FILE = `terraform {
  required_providers {
    netfoundry = { source = "netfoundry/netfoundry" }
  }
}

resource "netfoundry_jwt_signer" "idp" {
  name            = "Google"
  issuer          = "https://accounts.google.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://www.googleapis.com/oauth2/v3/certs"
  claims_property = "email"
  use_external_id = true
}

resource "netfoundry_auth_policy" "google" {
  name    = "Google"
  primary = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.idp.id] } }
}
`;
/** The base with the mapping settings that a new integration has. */
const ADOPTED = without(BASE, "netfoundry_scim_token")
  .replace('{ source = "custom", path = "externalId" }', '{ source = "none" }')
  .replace("auth_policy_id = netfoundry_auth_policy.staff.id\n", "");
const renamedByHand: GoldenCase["meanwhile"] = async (admin, space) => {
  const id = space.stored("netfoundry_auth_policy.staff")?.id;
  const { data } = await admin.edge<{ data: object }>("GET", `/auth-policies/${id}`);
  return admin.edge("PUT", `/auth-policies/${id}`, { ...data, name: "Renamed by hand" });
};

/** The shapes that a plan can have, and findings about the plan as a whole. */
export const PLAN_CASES: readonly GoldenCase[] = [
  { name: "no-changes", before: BASE },
  { name: "other-providers-alone", before: "", after: 'resource "terraform_data" "it" {}\n', live: false },
  { name: "new-network", before: "", after: BASE },
  { name: "destroy", before: BASE, planArguments: ["-destroy"] },
  { name: "plan-partial", before: BASE, planArguments: ["-target=netfoundry_jwt_signer.okta"] },
  {
    name: "plan-errored",
    before: BASE,
    after: `${BASE}
resource "netfoundry_auth_policy" "broken" {
  name = "Broken"
  lifecycle {
    precondition {
      condition     = netfoundry_jwt_signer.okta.enabled == false
      error_message = "The signer must be off."
    }
  }
}
`,
    fails: true,
  },
  { name: "drift-undone", before: BASE, meanwhile: renamedByHand },
  { name: "refresh-only", before: BASE, meanwhile: renamedByHand, planArguments: ["-refresh-only"] },
  {
    name: "forget",
    before: BASE,
    after: `${without(BASE, "netfoundry_scim_token")}
removed {
  from = netfoundry_scim_token.okta
  lifecycle { destroy = false }
}
`,
  },
  {
    name: "moved",
    before: BASE,
    after: `${changed(['resource "netfoundry_scim_token" "okta"', 'resource "netfoundry_scim_token" "push"'])}
moved {
  from = netfoundry_scim_token.okta
  to   = netfoundry_scim_token.push
}
`,
  },
  {
    name: "imported",
    before: `${without(BASE, "netfoundry_scim_mapping", "netfoundry_scim_token")}`,
    after: `${ADOPTED}
import {
  to = netfoundry_scim_mapping.okta
  id = netfoundry_scim_integration.okta.id
}
`,
  },
  {
    name: "for-each",
    before: BASE + TEAMS,
    after: BASE + TEAMS.replace("allowed = true", "allowed = false"),
  },
  {
    name: "module",
    before: BASE + MODULE,
    files: { "idp/main.tf": MODULE_FILE },
    afterFiles: { "idp/main.tf": MODULE_FILE.replace('"netfoundry"\n  jwks', '"other"\n  jwks') },
  },
  {
    name: "check-failed",
    before: BASE,
    after: `${BASE}
check "overlap" {
  assert {
    condition     = netfoundry_scim_token.okta.overlap != null
    error_message = "The token has no overlap."
  }
}
`,
  },
  {
    name: "provider-warning",
    before: BASE,
    after: changed(['path = "externalId" }', 'path = "title" }']),
    live: false,
    log: true,
  },
  { name: "certificates-not-verified", before: BASE, provider: "insecure_skip_verify = true" },
  {
    name: "answer-not-known",
    before: BASE,
    after: `${changed(["allowed = true, allowed", "allowed = terraform_data.flag.output, allowed"])}
resource "terraform_data" "flag" {
  input = true
}
`,
  },
  {
    name: "live-not-known",
    before: BASE,
    after: changed(['team = "platform"', 'team = "access"']),
    wrongSecret: true,
  },
  {
    name: "deleted-still-named",
    before: BASE,
    after: changed(["auth_policy_id = netfoundry_auth_policy.staff.id\n", ""]).replace(
      /resource "netfoundry_auth_policy"[\s\S]*?\n}\n/,
      "",
    ),
    meanwhile: async (admin, space) => {
      const policy = space.stored("netfoundry_auth_policy.staff")?.id;
      const network = space.stored("netfoundry_scim_integration.okta")?.network_id;
      await admin.gateway("POST", "/scim/v1/integrations", {
        networkId: network,
        name: "By hand",
        mapping: { authPolicyId: policy },
      });
    },
  },
  {
    name: "network-changed",
    before: BASE,
    meanwhile: async (_, space) => {
      // As if the state had been written when the API answered elsewhere.
      const state = readFileSync(space.stateFile, "utf8");
      const moved = state.replace(
        /"integration_url": "http:\/\/[^/]+/,
        '"integration_url": "https://old.example.com',
      );
      writeFileSync(space.stateFile, moved);
    },
  },
  {
    name: "exceptions",
    before: BASE,
    after: changed(
      ['audience        = "netfoundry"', 'audience        = "other"'],
      ["require_totp = false", "require_totp = true"],
    ),
    settings: `severities:
  second-factor-added: blocked
exceptions:
  - code: signer-token-changed
    address: netfoundry_jwt_signer.okta
    until: 2026-12-31
    reason: The identity provider changes in the same hour.
  - code: second-factor-added
    until: 2026-11-30
    reason: It was announced.
`,
  },
];
