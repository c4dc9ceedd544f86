import { entraTenantUrl } from "../../../../../../contract/scim/entra-tenant-url";

/** The identity providers that the page has steps for, and any other one. */
export const IDPS = [
  { id: "okta", label: "Okta" },
  { id: "entra", label: "Microsoft Entra ID" },
  { id: "google", label: "Google Workspace" },
  { id: "other", label: "Another one" },
] as const;
export type Idp = (typeof IDPS)[number]["id"];

/** A field of an identity provider's form, and what a person pastes there. Null: the auth token. */
export interface IdpField {
  readonly label: string;
  readonly paste: string | null;
}

/** How a person connects one identity provider. */
export interface IdpGuide {
  /** What to know before one begins. */
  readonly note: string | null;
  /** What leads to the form. */
  readonly before: readonly string[];
  readonly fields: readonly IdpField[];
  /** What follows when the form is filled in. */
  readonly after: readonly string[];
}

/**
 * How a person connects an identity provider.
 * @see docs/guides/connecting-an-idp.md, which the words follow.
 */
export function idpGuide(idp: Idp, integrationUrl: string): IdpGuide {
  return GUIDES[idp](integrationUrl);
}

const GUIDES: Readonly<Record<Idp, (integrationUrl: string) => IdpGuide>> = {
  okta: (url) => ({
    note: null,
    before: [
      "In the Okta console, open Applications > Applications, and the app.",
      "On the tab General, edit the app settings: set Provisioning to SCIM, and save. An app of the " +
        "catalog that has a tab Provisioning needs no such step.",
      "Open Provisioning > Integration > Edit.",
    ],
    fields: [
      { label: "SCIM connector base URL", paste: url },
      { label: "Unique identifier field for users", paste: "userName" },
      { label: "Authentication Mode", paste: "HTTP Header" },
      { label: "Authorization (or API token)", paste: null },
    ],
    after: [
      "Choose Push New Users, Push Profile Updates and Push Groups.",
      "Press Test Connector Configuration (in an app of the catalog: Test API Credentials), and save.",
      "Under Provisioning > To App, enable Create Users, Update User Attributes and Deactivate Users.",
      "Assign people to the app, and push the groups that shall become attributes.",
    ],
  }),
  entra: (url) => ({
    note:
      "Entra needs its flag at the end of the URL. With it, Entra follows the SCIM standard. " +
      "Provisioning on demand ignores the flag, so do not judge by it.",
    before: [
      "In the Entra admin center, open Enterprise applications and the application.",
      "Open Provisioning, and create a configuration, or choose the provisioning mode Automatic.",
    ],
    fields: [
      { label: "Tenant URL", paste: entraTenantUrl(url) },
      { label: "Secret token", paste: null },
    ],
    after: [
      "Press Test Connection, and save.",
      "Under Users and groups, assign the people and groups.",
      "Start provisioning. Entra pushes about every 40 minutes.",
    ],
  }),
  google: (url) => ({
    note: "Google pushes only to apps of its catalog, and only after SAML is set up for the app.",
    before: [
      "Sign in to the Google Admin console as a super administrator.",
      "Open Apps > Web and mobile apps > the app > Autoprovisioning, and edit the authorization of the app.",
    ],
    fields: [
      { label: "Endpoint URL", paste: url },
      { label: "Access token", paste: null },
    ],
    after: [
      "Save, and see that autoprovisioning is on.",
      "Google checks the token when it synchronizes next, which is every few hours.",
    ],
  }),
  other: (url) => ({
    note: "Any identity provider that speaks SCIM 2.0 (RFC 7644) can push to this integration.",
    before: ["Open the form for outbound provisioning by SCIM 2.0."],
    fields: [
      { label: "Base URL", paste: url },
      { label: "Bearer token", paste: null },
    ],
    after: ["Test the connection, and assign people and groups."],
  }),
};
