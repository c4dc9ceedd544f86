import type { Client } from "../../client/client";
import type { EdgeOptions } from "../../client/edge/edge";
import type { People } from "../../contract/sign-in/people";

/**
 * Counts identities with two calls, which every controller answers. The disabled ones are counted too, since
 * no filter of the edge API tells them apart.
 */
export async function countPeople(
  client: Client,
  of: { readonly authPolicyId: string } | { readonly integrationId: string },
  options: EdgeOptions,
): Promise<People> {
  const [total, withoutExternalId] = await Promise.all([
    client.identities.count(of, options),
    client.identities.count({ ...of, externalId: null }, options),
  ]);
  return { total, withoutExternalId };
}
