import type { PrivateState } from "../../tfplugin";
import type { ProviderContext } from "../context";

const MANAGED_HERE = { managesIntegration: true };

/** Keeps in the private data that the same configuration manages the integration. It stays so. */
export function noteManager(
  integrationId: string,
  context: ProviderContext,
  privateState: PrivateState,
): void {
  if (context.integrations.has(integrationId) && privateState.bytes.length === 0)
    privateState.set(MANAGED_HERE);
}

/** Whether the same configuration manages the integration, as far as the private data tells. */
export function isManagedHere(privateState: PrivateState): boolean {
  return JSON.stringify(privateState.get()) === JSON.stringify(MANAGED_HERE);
}
