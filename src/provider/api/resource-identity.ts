import { types } from "../../tfplugin";

/** The resource identity of an object with its own id. */
export function idIdentity(description: string) {
  return {
    attributes: { id: { type: types.string, description } },
    of: ({ id }: { readonly id: string }) => ({ id }),
  };
}

/** The resource identity of an object that an integration has once: its mapping settings, its token slot. */
export const integrationIdentity = {
  attributes: { integration_id: { type: types.string, description: "Id of the integration." } },
  of: ({ integration_id }: { readonly integration_id: string }) => ({ integration_id }),
  import({ integration_id }: Readonly<Record<string, unknown>>) {
    const id = String(integration_id);
    return { id, integration_id: id };
  },
};
