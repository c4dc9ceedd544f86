import { httpUrl, isKnown, member } from "../../checks/checks";
import { TargetToken } from "../../sign-in/target-token";
import type { OktaOptions } from "../identity-provider-options";
import { SIGN_IN_MATCHES } from "../sign-in-match";
import type { Preset } from "./preset";

/** A tenant of Okta. */
export function okta(options: OktaOptions): Preset {
  const { issuer } = options;
  const byDefault = isOrganization(issuer) ? TargetToken.ID : TargetToken.ACCESS;
  const targetToken = options.targetToken ?? byDefault;
  return {
    vendor: "Okta",
    options,
    issuer,
    facts: ["issuer", "audience"],
    keysOf: oktaKeys,
    targetToken,
    match: targetToken === TargetToken.ID ? SIGN_IN_MATCHES.oktaIdToken : SIGN_IN_MATCHES.oktaAccessToken,
    problems: (prefix) => [
      httpUrl(`${prefix}issuer`, issuer),
      member(`${prefix}targetToken`, options.targetToken, "TargetToken", TargetToken),
    ],
    warning: () =>
      isOrganization(issuer) && targetToken === TargetToken.ACCESS
        ? "only Okta can check the access tokens of an organisation; let clients send ID tokens " +
          "(TargetToken.ID), or give the issuer of a custom authorization server"
        : null,
    remark: null,
    tenantUrl: (integrationUrl) => integrationUrl,
  };
}

/**
 * Whether an issuer is an Okta organisation itself. Only Okta may read its access tokens.
 * @see https://developer.okta.com/docs/concepts/auth-servers/
 */
function isOrganization(issuer: string | undefined): boolean {
  return isKnown(issuer) && !issuer.includes("/oauth2/");
}

function oktaKeys(issuer: string): string {
  const base = issuer.replace(/\/$/, "");
  return isOrganization(issuer) ? `${base}/oauth2/v1/keys` : `${base}/v1/keys`;
}
