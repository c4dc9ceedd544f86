import { address } from "../../client/http/url";
import type { IdpCall } from "../common/idp-call";

/** An app of an Okta org. */
export interface OktaApp {
  /** As in `https://acme.okta.com`. */
  readonly orgUrl: string;
  /** As in `0oa1gjh63g214q0Hq0g4`. */
  readonly appId: string;
}

/**
 * The call that sets the token of an app's provisioning connection and activates it.
 * @see Okta's management API, Application Connections: update the default provisioning connection
 */
export function connectionCall({ orgUrl, appId }: OktaApp, token: string): IdpCall {
  return {
    method: "POST",
    url: address(orgUrl, ["api", "v1", "apps", appId, "connections", "default"], { activate: "true" }),
    body: { profile: { authScheme: "TOKEN", token } },
    addressSetting: "--org-url (OKTA_ORG_URL)",
  };
}
