import type { Resource } from "../../tfplugin";
import type { ProviderContext } from "../context";

/** The resource, with its changes counted as under way. */
export function countChanges(resource: Resource<ProviderContext>): Resource<ProviderContext> {
  return {
    ...resource,
    create: (request) => request.context.changes.during(() => resource.create(request)),
    update: (request) => request.context.changes.during(() => resource.update(request)),
    delete: (request) => request.context.changes.during(() => resource.delete(request)),
  };
}
