import { defineFunction, FunctionError, isHttpUrl, types } from "../../tfplugin";

/** The flag makes Entra ID follow the RFC: real booleans, operations in lower case, removal by path. */
const FLAG = "aadOptscim062020";

/** `provider::netfoundry::entra_tenant_url` */
export const entraTenantUrl = defineFunction({
  summary: "The tenant URL to paste into Microsoft Entra ID",
  description:
    `Returns the integration URL with the feature flag \`${FLAG}\`, which Entra ID reads from the ` +
    "tenant URL. The function keeps an existing query and fragment. It adds no second flag.",
  parameters: {
    integration_url: {
      type: types.string,
      description: "`integration_url` of a `netfoundry_scim_integration`.",
    },
  },
  returns: types.string,
  call: ({ integration_url }) => withFlag(integration_url),
});

function withFlag(url: string): string {
  requireHttp(url);
  const [, address = "", query, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const parts = (query ?? "").split("&").filter((part) => part !== "");
  const flagged = parts.some((part) => part.split("=", 1)[0]?.toLowerCase() === FLAG.toLowerCase());
  return flagged ? url : `${address}?${[...parts, FLAG].join("&")}${fragment}`;
}

function requireHttp(url: string): void {
  if (isHttpUrl(url)) return;
  throw new FunctionError(
    `${JSON.stringify(url)} is not an http or https URL; pass integration_url of a ` +
      "netfoundry_scim_integration",
    "integration_url",
  );
}
