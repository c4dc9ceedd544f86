import { NoGatewayError } from "../../client/errors/no-gateway-error";
import type { Resource } from "../../tfplugin";
import type { ProviderContext } from "../context";

/**
 * Marks a resource that only NetFoundry has. With a plain OpenZiti controller its plan fails, before the run
 * changes anything.
 */
export function networkOnly(resource: Resource<ProviderContext>): Resource<ProviderContext> {
  return {
    ...resource,
    async warn(request) {
      if (request.context?.target !== "controller") return resource.warn?.(request);
      request.diagnostics.error({
        summary: "SCIM needs a NetFoundry network",
        detail: new NoGatewayError().message,
      });
    },
  };
}
