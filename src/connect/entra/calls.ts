import { address } from "../../client/http/url";
import { entraTenantUrl } from "../../contract/scim/entra-tenant-url";
import type { IdpCall } from "../common/idp-call";

/** An enterprise application of a Microsoft Entra tenant. */
export interface EntraApplication {
  /** Microsoft Graph, as in `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  /** Object id of the enterprise application, which Graph calls a service principal. */
  readonly servicePrincipalId: string;
}

const GRAPH_SETTING = "--graph-url";

/** The call that lists the provisioning jobs of an application. */
export function jobsCall(application: EntraApplication): IdpCall {
  return { method: "GET", url: below(application, ["jobs"]), addressSetting: GRAPH_SETTING };
}

/**
 * The call that sets the address and the token. Entra keeps the secrets that a call does not name, and shows
 * masked values only. So this call names just its own two, and nothing that was read is written back.
 * @see Microsoft Graph v1.0, add synchronization secrets
 */
export function secretsCall(application: EntraApplication, integrationUrl: string, token: string): IdpCall {
  const value = [
    { key: "BaseAddress", value: entraTenantUrl(integrationUrl) },
    { key: "SecretToken", value: token },
  ];
  return {
    method: "PUT",
    url: below(application, ["secrets"]),
    body: { value },
    addressSetting: GRAPH_SETTING,
  };
}

/**
 * The call that makes Entra try the saved address and token.
 * @see Microsoft Graph v1.0, synchronizationJob: validateCredentials
 */
export function validateCall(application: EntraApplication, jobId: string): IdpCall {
  return {
    method: "POST",
    url: below(application, ["jobs", jobId, "validateCredentials"]),
    body: { useSavedCredentials: true },
    addressSetting: GRAPH_SETTING,
  };
}

function below({ graphUrl, servicePrincipalId }: EntraApplication, path: readonly string[]): string {
  return address(graphUrl, ["v1.0", "servicePrincipals", servicePrincipalId, "synchronization", ...path]);
}
