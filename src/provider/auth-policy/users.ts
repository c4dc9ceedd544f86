import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { Identity } from "../../contract/edge/identity";
import type { Integration } from "../../contract/gateway/integration";

/** Who uses an auth policy. */
export interface PolicyUsers {
  readonly integrations: readonly Integration[];
  readonly identities: readonly Identity[];
}

/** Finds the users of a policy. Never throws: a failed lookup must not hide the refusal that caused it. */
export async function policyUsers(
  policyId: string,
  client: Client,
  signal: AbortSignal,
): Promise<PolicyUsers> {
  const [integrations, identities] = await Promise.all([
    integrationsWith(policyId, client, signal).catch(() => []),
    client.identities.list({ authPolicyId: policyId }, { signal }).catch(() => []),
  ]);
  return { integrations, identities };
}

/**
 * Finds the users that remain. It lists identities again only when the known integrations are gone, because
 * there may be many.
 */
export async function remainingUsers(
  before: PolicyUsers,
  policyId: string,
  client: Client,
  signal: AbortSignal,
): Promise<PolicyUsers> {
  const found = await Promise.all(
    before.integrations.map((known) =>
      client.integrations
        .get(known.id, { signal })
        .catch((failure: unknown) => (failure instanceof NotFoundError ? null : known)),
    ),
  );
  const integrations = found.flatMap((one) => (one?.mapping.authPolicyId === policyId ? [one] : []));
  return integrations.length > 0 ? { ...before, integrations } : policyUsers(policyId, client, signal);
}

async function integrationsWith(
  policyId: string,
  client: Client,
  signal: AbortSignal,
): Promise<Integration[]> {
  const networkId = await client.networks.defaultId({ signal });
  const integrations = await client.integrations.list({ networkId }, { signal });
  return integrations.filter(({ mapping }) => mapping.authPolicyId === policyId);
}
