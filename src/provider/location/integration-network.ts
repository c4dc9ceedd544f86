import type { ProviderContext } from "../context";

/**
 * The network of an integration, for the state of what belongs to it. Null when the API does not tell: the call
 * that matters then says what is wrong, and the next read fills it in.
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
