import { NoGatewayError } from "../../client/errors/no-gateway-error";
import type { Resource } from "../../tfplugin";
import type { ProviderContext } from "../context";

/**
 * A resource that only NetFoundry has: with a plain OpenZiti controller its plan is refused, before anything else of
 * the run is applied.
 */
export function networkOnly(resource: Resource<ProviderContext>): Resource<ProviderContext> {
  return {
    ...resource,
    async warn(request) {
      if (request.context.target === "network") return resource.warn?.(request);
      request.diagnostics.error({
        summary: "SCIM needs a NetFoundry network",
        detail: new NoGatewayError().message,
      });
    },
  };
}
