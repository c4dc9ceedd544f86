const part = encodeURIComponent;

/** The tabs of an integration's page, in their order. */
export const INTEGRATION_TABS = ["connect", "token", "mapping", "people", "pushes", "settings"] as const;
export type IntegrationTab = (typeof INTEGRATION_TABS)[number];

/** The URL of every view. */
export const paths = {
  start: "/console/",
  integrations: "/console/integrations",
  newIntegration: "/console/integrations/new",
  integration: (id: string, tab: IntegrationTab = "connect") => `/console/integrations/${part(id)}/${tab}`,
  identities: "/console/identities",
  authPolicies: "/console/auth-policies",
  newAuthPolicy: "/console/auth-policies/new",
  authPolicy: (id: string) => `/console/auth-policies/${part(id)}`,
  jwtSigners: "/console/jwt-signers",
  newJwtSigner: "/console/jwt-signers/new",
  jwtSigner: (id: string) => `/console/jwt-signers/${part(id)}`,
  audit: "/console/audit",
  signInCheck: "/console/sign-in-check",
} as const;
