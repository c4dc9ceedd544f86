import { httpUrl } from "../../checks/checks";
import { TargetToken } from "../../sign-in/target-token";
import type { JumpCloudOptions } from "../identity-provider-options";
import { SIGN_IN_MATCHES } from "../sign-in-match";
import type { Preset } from "./preset";
import { unknownIssuerProblem } from "./unknown-issuer";

/** A tenant of JumpCloud. */
export function jumpCloud(options: JumpCloudOptions): Preset {
  return {
    vendor: "JumpCloud",
    options,
    issuer: options.issuer,
    facts: ["issuer", "audience"],
    keysOf: (issuer) => `${issuer.replace(/\/$/, "")}/.well-known/jwks.json`,
    targetToken: TargetToken.ID,
    match: SIGN_IN_MATCHES.jumpCloud,
    problems: (prefix) => [
      httpUrl(`${prefix}issuer`, options.issuer),
      unknownIssuerProblem(prefix, options.issuer, options),
    ],
    warning: () => null,
    remark: null,
    tenantUrl: (integrationUrl) => integrationUrl,
  };
}
