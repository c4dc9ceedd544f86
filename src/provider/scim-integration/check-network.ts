import { NetworkChoiceError } from "../../client/errors/network-choice-error";
import type { ProviderContext } from "../context";
import type { Looking } from "../sign-in/look-ahead";

/**
 * Reports an integration that is in another network than the provider works in, when its configuration names
 * no network: the integration would silently stay where it is.
 */
export async function checkNetwork(
  prior: { readonly name: string; readonly network_id: string } | null,
  { context, signal, diagnostics }: Looking,
): Promise<void> {
  if (prior === null || context === null) return;
  const here = await providerNetwork(context, signal);
  if (here === null || here === prior.network_id) return;
  diagnostics.error({
    attribute: "network_id",
    summary: `The SCIM integration "${prior.name}" is in another network`,
    detail:
      `It is in the network ${prior.network_id}. Its configuration names no network, and the provider ` +
      `works in the network ${here}. To keep it, set network_id = "${prior.network_id}" in the resource, ` +
      "or set network_id (NF_NETWORK_ID) or network_name (NF_NETWORK_NAME) of the provider block back. To " +
      "replace it by a new one with another URL and another token, set " +
      `network_id = "${here}" in the resource.`,
  });
}

/** Null when the settings choose no network and the account sees several: nothing has changed then. */
async function providerNetwork(context: ProviderContext, signal: AbortSignal): Promise<string | null> {
  try {
    return (await context.location(signal)).network_id;
  } catch (failure) {
    if (failure instanceof NetworkChoiceError) return null;
    throw failure;
  }
}
