import { BASE, changed, without } from "./configuration";
import type { GoldenCase } from "./golden-case";

const NAME = 'name = "Okta"\n}';
const fate = (what: string) => changed([NAME, `name = "Okta"\n  identities_on_destroy = "${what}"\n}`]);
const OF_INTEGRATION = ["netfoundry_scim_integration", "netfoundry_scim_mapping", "netfoundry_scim_token"];
const TOKEN = "integration_id = netfoundry_scim_integration.okta.id\n}";
const slot = (settings: string) => changed([TOKEN, `${TOKEN.slice(0, -1)}  ${settings}\n}`]);
const triggered = (release: string) => `rotation_triggers = { release = "${release}" }`;
/** Stands for a secret store: the resource of another provider that goes with the generation. */
const STORE = 'resource "terraform_data" "store" {\n  input = netfoundry_scim_token.okta.generation\n}\n';
const OUTPUT = 'output "ends" {\n  value = netfoundry_scim_token.okta.expires_at\n}\n';

/** Changes of integrations and tokens. */
export const INTEGRATION_CASES: readonly GoldenCase[] = [
  { name: "integration-destroyed-keep", before: BASE, after: without(BASE, ...OF_INTEGRATION) },
  {
    name: "integration-destroyed-disable",
    before: fate("disable"),
    after: without(BASE, ...OF_INTEGRATION),
  },
  { name: "integration-destroyed-delete", before: fate("delete"), after: without(BASE, ...OF_INTEGRATION) },
  {
    name: "integration-recreated",
    before: BASE,
    planArguments: ["-replace=netfoundry_scim_integration.okta"],
  },
  {
    name: "integration-moved",
    before: BASE,
    after: changed([NAME, 'name = "Okta"\n  network_id = "11111111-1111-4111-8111-111111111111"\n}']),
  },
  { name: "token-replaced", before: slot(triggered("1")), after: slot(triggered("2")), log: true },
  {
    name: "token-rotated",
    before: slot(`${triggered("1")}\n  overlap = "4h"`),
    after: slot(`${triggered("2")}\n  overlap = "4h"`),
    server: { maxTokenOverlapSeconds: 86_400 },
  },
  {
    name: "only-rotations",
    before: slot(`${triggered("1")}\n  overlap = "4h"`) + STORE,
    after: slot(`${triggered("2")}\n  overlap = "4h"`) + STORE,
    server: { maxTokenOverlapSeconds: 86_400 },
    only: "rotations",
  },
  {
    name: "not-a-rotation",
    before: slot(`${triggered("1")}\n  overlap = "4h"`) + STORE,
    after: slot(`${triggered("2")}\n  overlap = "2h"`).replace('"platform"', '"access"') + STORE + OUTPUT,
    server: { maxTokenOverlapSeconds: 86_400 },
    only: "rotations",
  },
  { name: "token-revoked", before: BASE, after: without(BASE, "netfoundry_scim_token") },
  {
    name: "token-in-clear",
    before: without(BASE, "netfoundry_scim_token"),
    after: BASE,
  },
  {
    name: "token-ends",
    before: BASE,
    settings: "schedule: 7d\n",
    now: "2027-11-28T09:00:00Z",
  },
  { name: "token-ended", before: BASE, now: "2027-12-05T09:00:00Z" },
  {
    name: "token-foreign",
    before: BASE,
    meanwhile: (admin, space) => {
      const id = space.stored("netfoundry_scim_integration.okta")?.id;
      return admin.gateway("POST", `/scim/v1/integrations/${id}/tokens`, {});
    },
  },
];
