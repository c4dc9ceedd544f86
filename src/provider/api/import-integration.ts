import type { Client } from "../../client/client";
import { resolveImportId } from "./import-id";

/** The id of the integration to import. A name is looked up in the provider's network. */
export function resolveIntegrationImportId(
  given: string,
  client: Client,
  signal: AbortSignal,
): Promise<string> {
  return resolveImportId(given, {
    kind: "SCIM integration",
    async find(name) {
      const networkId = await client.networks.defaultId({ signal });
      return client.integrations.list({ networkId, name }, { signal });
    },
  });
}
