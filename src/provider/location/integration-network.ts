import type { ConfirmGone } from "../api/api-call";
import type { ProviderContext } from "../context";
import { goneFromNetwork } from "./gone";

/**
 * The network of an integration, for the state of what belongs to it. Null when the API does not tell: the
 * call that matters then says what is wrong, and the next read fills it in.
 */
export async function networkOfIntegration(
  integrationId: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return (await context.client().integrations.shared(integrationId, { signal })).networkId;
  } catch {
    return null;
  }
}

/**
 * For what belongs to an integration: a 404 counts only when the account sees the network of the integration.
 * A state that does not say the network may hold the integration itself, which does.
 */
export function integrationGone(
  { integration_id: id, network_id }: { readonly integration_id: string; readonly network_id: string | null },
  context: ProviderContext,
  signal: AbortSignal,
): ConfirmGone {
  return (notFound) => {
    const networkId = network_id ?? context.integrations.networkOf(id);
    return goneFromNetwork(`the SCIM integration ${id}`, networkId, { context, signal })(notFound);
  };
}
