import type { IScimIntegration } from "./scim-integration-interface";

const networks = new WeakMap<IScimIntegration, string>();

/** The `networkId` that an integration was given; undefined for the network of the provider. */
export function networkOf(integration: IScimIntegration): string | undefined {
  return networks.get(integration);
}

/** Records the `networkId` of an integration. */
export function setNetworkOf(integration: IScimIntegration, networkId: string | undefined): void {
  if (networkId !== undefined) networks.set(integration, networkId);
}
