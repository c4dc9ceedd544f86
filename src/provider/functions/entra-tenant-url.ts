import { ENTRA_FLAG, entraTenantUrl as withFlag } from "../../contract/scim/entra-tenant-url";
import { defineFunction, FunctionError, isHttpUrl, types } from "../../tfplugin";

/** `provider::netfoundry::entra_tenant_url` */
export const entraTenantUrl = defineFunction({
  summary: "The tenant URL to paste into Microsoft Entra ID",
  description:
    `Returns the integration URL with the feature flag \`${ENTRA_FLAG}\`, which Entra ID reads from the ` +
    "tenant URL. The function keeps an existing query and fragment. It adds no second flag.",
  parameters: {
    integration_url: {
      type: types.string,
      description: "`integration_url` of a `netfoundry_scim_integration`.",
    },
  },
  returns: types.string,
  call: ({ integration_url }) => {
    requireHttp(integration_url);
    return withFlag(integration_url);
  },
});

function requireHttp(url: string): void {
  if (isHttpUrl(url)) return;
  throw new FunctionError(
    `${JSON.stringify(url)} is not an http or https URL; pass integration_url of a ` +
      "netfoundry_scim_integration",
    "integration_url",
  );
}
