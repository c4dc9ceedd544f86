import { TargetToken } from "../../sign-in/target-token";
import type { GoogleWorkspaceOptions } from "../identity-provider-options";
import { SIGN_IN_MATCHES } from "../sign-in-match";
import type { Preset } from "./preset";

/** A customer of Google Workspace. All customers share one issuer. */
export function googleWorkspace(options: GoogleWorkspaceOptions): Preset {
  return {
    vendor: "Google Workspace",
    options,
    issuer: "https://accounts.google.com",
    facts: ["audience"],
    keysOf: () => "https://www.googleapis.com/oauth2/v3/certs",
    targetToken: TargetToken.ID,
    match: SIGN_IN_MATCHES.googleWorkspace,
    problems: () => [],
    warning: () => null,
    remark: "Google Workspace pushes users to apps of its catalogue only; it offers no custom SCIM target",
    tenantUrl: (integrationUrl) => integrationUrl,
  };
}
