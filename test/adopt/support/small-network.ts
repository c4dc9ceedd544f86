import { type AdoptedNetwork, Reference } from "../../../src/as-code/model/adopted";

/** A network with one object of each kind, and one integration without a token. */
export const SMALL_NETWORK: AdoptedNetwork = {
  place: { networkId: "network-1", controllerUrl: null },
  signers: [
    {
      kind: "signer",
      id: "signer-1",
      name: "Okta",
      label: "okta",
      arguments: {
        name: "Okta",
        issuer: "https://example.okta.com",
        audience: "netfoundry",
        cert_pem: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        claims_property: "email",
        use_external_id: true,
        tags: { team: "identity", "cost center": `$\{4711}` },
      },
      dependsOn: [],
    },
  ],
  policies: [
    {
      kind: "policy",
      id: "policy-1",
      name: "Staff",
      label: "staff",
      arguments: {
        name: "Staff",
        primary: { ext_jwt: { allowed: true, allowed_signer_ids: [new Reference("signer", "okta")] } },
        secondary: { require_totp: true, jwt_signer_id: "signer-elsewhere" },
      },
      dependsOn: [],
    },
  ],
  integrations: [
    {
      kind: "integration",
      id: "integration-1",
      name: "Okta",
      label: "okta",
      arguments: { name: "Okta", adopt_identities: "external_id" },
      dependsOn: [new Reference("policy", "staff")],
      isWithoutToken: false,
      mapping: {
        kind: "mapping",
        id: "integration-1",
        name: "Okta",
        label: "okta",
        arguments: {
          integration_id: new Reference("integration", "okta"),
          auth_policy_id: new Reference("policy", "staff"),
          external_id: { source: "primary_email" },
        },
        dependsOn: [],
      },
      token: {
        kind: "token",
        id: "integration-1",
        name: "Okta",
        label: "okta",
        arguments: {
          integration_id: new Reference("integration", "okta"),
          description: "for Okta",
          lifetime: "2160h",
        },
        dependsOn: [],
      },
    },
    {
      kind: "integration",
      id: "integration-2",
      name: "two\nlines",
      label: "two_lines",
      arguments: { name: "two\nlines" },
      dependsOn: [],
      isWithoutToken: true,
      mapping: {
        kind: "mapping",
        id: "integration-2",
        name: "two\nlines",
        label: "two_lines",
        arguments: { integration_id: new Reference("integration", "two_lines") },
        dependsOn: [],
      },
      token: null,
    },
  ],
  leftOut: [{ kind: "signer", id: "signer-2", name: "old\nsigner", reason: "audience must not be blank" }],
};
