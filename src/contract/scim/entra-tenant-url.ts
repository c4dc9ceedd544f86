/** The flag makes Entra ID follow the RFC: real booleans, operations in lower case, removal by path. */
export const ENTRA_FLAG = "aadOptscim062020";

/**
 * The tenant URL for Microsoft Entra ID: the integration URL with the flag in its query. Keeps an existing
 * query and fragment, and adds no second flag. The text must be an http or https URL.
 * @see Microsoft Entra docs, application-provisioning-config-problem-scim-compatibility
 */
export function entraTenantUrl(integrationUrl: string): string {
  const [, address = "", query = "", fragment = ""] =
    /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(integrationUrl) ?? [];
  const parts = query.split("&").filter((part) => part !== "");
  const isFlagged = parts.some((part) => part.split("=", 1)[0]?.toLowerCase() === ENTRA_FLAG.toLowerCase());
  return isFlagged ? integrationUrl : `${address}?${[...parts, ENTRA_FLAG].join("&")}${fragment}`;
}
