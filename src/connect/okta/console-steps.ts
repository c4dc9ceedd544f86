import type { OktaApp } from "./calls";

/** Where a person pastes the token of an app in the Okta console. */
export function oktaConsoleSteps({ orgUrl, appId }: OktaApp): readonly string[] {
  const console = new URL(orgUrl);
  console.hostname = console.hostname.replace(/^([^.]+)(\.okta(?:preview|-emea)?\.com)$/, "$1-admin$2");
  return [
    `Sign in to the Okta console, ${console.origin}/admin/apps/active, and open the app ${appId}.`,
    "Provisioning > Integration > Edit: paste the new token as the API token or HTTP header authorization.",
    "Press Test API Credentials. That uses the token once, also when Okta has nothing to push.",
    "Save.",
  ];
}
