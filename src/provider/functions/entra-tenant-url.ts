import { defineFunction, FunctionError, isHttpUrl, types } from "../../tfplugin";

/** Makes Entra ID send SCIM as the RFC has it: booleans that are booleans, lower-case operations, removal by path. */
const FLAG = "aadOptscim062020";

/** `provider::netfoundry::entra_tenant_url` */
export const entraTenantUrl = defineFunction({
  summary: "The tenant URL to paste into Microsoft Entra ID",
  description:
    `Returns the integration URL with the feature flag \`${FLAG}\`, which Entra ID reads from the tenant URL. A query that ` +
    "is there already is kept, and so is a fragment; a flag that is there already is not repeated.",
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
    `${JSON.stringify(url)} is not an http or https URL; pass integration_url of a netfoundry_scim_integration`,
    "integration_url",
  );
}
