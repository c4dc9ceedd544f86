import { httpUrl, isKnown, member, type Problem } from "../../checks/checks";
import { TargetToken } from "../../sign-in/target-token";
import type { EntraIdOptions } from "../identity-provider-options";
import { SIGN_IN_MATCHES } from "../sign-in-match";
import type { Preset } from "./preset";
import { unknownIssuerProblem } from "./unknown-issuer";

const CLOUD = "https://login.microsoftonline.com";
const VERSION = "/v2.0";
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** The flag makes Entra ID follow the RFC: real booleans, operations in lower case, removal by path. */
const FLAG = "aadOptscim062020";

/**
 * Claims that may change and may pass to another person.
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
const MUTABLE_CLAIMS: ReadonlySet<string> = new Set(["preferred_username", "upn", "email"]);

/** A tenant of Microsoft Entra ID. */
export function entraId(options: EntraIdOptions): Preset {
  const { tenantId, targetToken } = options;
  return {
    vendor: "Entra ID",
    options,
    issuer: options.issuer ?? (tenantId && `${CLOUD}/${tenantId}${VERSION}`),
    facts: options.issuer ? ["audience"] : ["tenantId", "audience"],
    keysOf: entraKeys,
    targetToken: targetToken ?? TargetToken.ACCESS,
    match: SIGN_IN_MATCHES.entraId,
    problems: (prefix) => [
      tenantIdProblem(`${prefix}tenantId`, tenantId),
      httpUrl(`${prefix}issuer`, options.issuer),
      member(`${prefix}targetToken`, targetToken, "TargetToken", TargetToken),
      options.issuer?.endsWith(VERSION) ? null : unknownIssuerProblem(prefix, options.issuer, options),
    ],
    warning: entraWarning,
    remark: null,
    tenantUrl: (integrationUrl) => `${integrationUrl}?${FLAG}`,
  };
}

/** Entra ID puts the id of the tenant into its tokens, never the domain name. */
function tenantIdProblem(prop: string, tenantId: string | undefined): Problem {
  if (!isKnown(tenantId) || UUID.test(tenantId)) return null;
  const fix = "give the directory (tenant) ID of the overview page, which the tokens name as their issuer";
  return `${prop} must be a UUID, got ${JSON.stringify(tenantId)}; ${fix}`;
}

/** An issuer of version 1.0 has its keys at an address of its own. */
function entraKeys(issuer: string): string {
  return issuer.endsWith(VERSION)
    ? `${issuer.slice(0, -VERSION.length)}/discovery${VERSION}/keys`
    : `${CLOUD}/common/discovery/keys`;
}

function entraWarning(claim: string, isChosen: boolean): string | null {
  if (MUTABLE_CLAIMS.has(claim)) {
    return (
      `people are matched by ${claim}, which can change and can pass to another person; use oid with ` +
      'ExternalId.custom("externalId") where you can'
    );
  }
  if (isChosen) return null;
  return (
    "nobody can sign in until the attribute mapping in Entra ID fills externalId from objectId (by default " +
    'it is mailNickname); when that is done, say so with signedInBy("oid", ' +
    'ExternalId.custom("externalId")); ' +
    'or match by userName with signedInBy("preferred_username", ExternalId.userName()), a claim that ' +
    "can change"
  );
}
