import { BASE, changed } from "./configuration";
import type { GoldenCase } from "./golden-case";

const EXTERNAL_ID = 'external_id    = { source = "custom", path = "externalId" }';
const POLICY = "auth_policy_id = netfoundry_auth_policy.staff.id";
const SECOND_INTEGRATION = `
resource "netfoundry_scim_integration" "entra" {
  name = "Entra"
}
`;
const FORBIDDING = `
resource "netfoundry_auth_policy" "contractors" {
  name    = "Contractors"
  primary = { updb = { allowed = true }, ext_jwt = { allowed = false } }
}
`;
const OPEN = `
resource "netfoundry_auth_policy" "guests" {
  name    = "Guests"
  primary = { ext_jwt = { allowed = true } }
}
`;
const mapping = (settings: string) => `
resource "netfoundry_scim_mapping" "entra" {
  integration_id = netfoundry_scim_integration.entra.id
  auth_policy_id = netfoundry_auth_policy.staff.id
  ${settings}
}
`;

/** Changes of mappings. */
export const PEOPLE_CASES: readonly GoldenCase[] = [
  {
    name: "external-id-lost",
    before: BASE,
    after: changed([EXTERNAL_ID, 'external_id    = { source = "none" }']),
  },
  {
    name: "external-id-changed",
    before: BASE,
    after: changed([EXTERNAL_ID, 'external_id    = { source = "user_name" }']),
  },
  {
    name: "external-id-changed-without-live",
    before: BASE,
    after: changed([EXTERNAL_ID, 'external_id    = { source = "user_name" }']),
    live: false,
  },
  {
    name: "identities-renamed",
    before: BASE,
    after: changed([EXTERNAL_ID, `${EXTERNAL_ID}\n  identity_name  = "display_name"`]),
  },
  {
    name: "identities-clash",
    before: BASE,
    after: changed([EXTERNAL_ID, 'external_id    = { source = "custom", path = "title" }']),
  },
  {
    name: "policy-reassigned",
    before: BASE + OPEN,
    after: changed([POLICY, "auth_policy_id = netfoundry_auth_policy.guests.id"]) + OPEN,
  },
  {
    name: "mapping-locks-out",
    before: BASE + FORBIDDING,
    after: changed([POLICY, "auth_policy_id = netfoundry_auth_policy.contractors.id"]) + FORBIDDING,
  },
  {
    name: "external-id-mutable",
    before: BASE,
    after: BASE + SECOND_INTEGRATION + mapping('external_id    = { source = "primary_email" }'),
  },
  { name: "external-id-none", before: BASE, after: BASE + SECOND_INTEGRATION + mapping("") },
  {
    name: "external-id-unmatched",
    before: changed(["use_external_id = true", "use_external_id = false"]),
    after:
      changed(["use_external_id = true", "use_external_id = false"]) +
      SECOND_INTEGRATION +
      mapping('external_id    = { source = "custom", path = "externalId" }'),
  },
  {
    name: "mapping-on-old-integration",
    before: BASE + SECOND_INTEGRATION,
    after: BASE + SECOND_INTEGRATION + mapping('external_id    = { source = "custom", path = "externalId" }'),
  },
  {
    name: "mapping-on-old-integration-without-live",
    before: BASE + SECOND_INTEGRATION,
    after: BASE + SECOND_INTEGRATION + mapping('external_id    = { source = "custom", path = "externalId" }'),
    live: false,
  },
  {
    name: "mapping-stays",
    before:
      BASE + SECOND_INTEGRATION + mapping('external_id    = { source = "custom", path = "externalId" }'),
    after: BASE + SECOND_INTEGRATION,
  },
  {
    name: "mapping-reset",
    before: changed([EXTERNAL_ID, `${EXTERNAL_ID}\n  reset_on_destroy = true`]),
    after: changed([EXTERNAL_ID, `${EXTERNAL_ID}\n  reset_on_destroy = true`]).replace(
      /resource "netfoundry_scim_mapping"[\s\S]*?\n}\n/,
      "",
    ),
  },
];
