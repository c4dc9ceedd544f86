import type { Client } from "../../client/client";
import { ApiError } from "../../client/errors/api-error";
import type { Identity } from "../../contract/identity";
import type { Integration } from "../../contract/integration";
import { DiagnosticError } from "../../tfplugin";
import { explain, orGone } from "../api/failure";
import type { ProviderContext } from "../context";

interface Policy {
  readonly id: string;
  readonly name: string;
}

interface Users {
  readonly integrations: readonly Integration[];
  readonly identities: readonly Identity[];
}

/** Waits between the attempts to delete a policy that integrations still use, in milliseconds. */
const WAITS = [250, 500, 1000, 2000, 4000];

/**
 * Deletes a policy. While integrations use it, it is tried again for some seconds: the mapping settings that named it may
 * be gone from the configuration with this run and the integration with them, and Terraform, which sees no reference
 * between integration and policy, destroys the two at the same time. Throws a DiagnosticError that says who uses it.
 */
export async function deleteAuthPolicy(
  policy: Policy,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<void> {
  const client = context.client();
  for (const wait of [...WAITS, null]) {
    try {
      await orGone(client, signal, () => client.authPolicies.delete(policy.id, { signal }));
      return;
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.status !== 409) {
        throw explain(`destroy the auth policy "${policy.name}"`, {}, failure);
      }
      const users = await usersOf(policy.id, client, signal);
      if (wait === null || !mayBeGoing(users)) throw inUse(policy, users, failure);
      await context.pause(wait, signal);
    }
  }
}

/** Identities alone stay; integrations, and whoever cannot be found any more, may be on their way out. */
function mayBeGoing({ integrations, identities }: Users): boolean {
  return integrations.length > 0 || identities.length === 0;
}

async function usersOf(policyId: string, client: Client, signal: AbortSignal): Promise<Users> {
  // The refusal is the news; that looking for the users failed as well would only hide it.
  const [integrations, identities] = await Promise.all([
    integrationsWith(policyId, client, signal).catch(() => []),
    client.identities.list({ authPolicyId: policyId }, { signal }).catch(() => []),
  ]);
  return { integrations, identities };
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

function inUse(policy: Policy, { integrations, identities }: Users, failure: ApiError): DiagnosticError {
  const detail = [
    failure.message,
    ...integrations.map(
      ({ name, id }) => `- the SCIM integration "${name}" (${id}) gives it to its identities`,
    ),
    ...(identities.length === 0 ? [] : [`- ${counted(identities.length)} it: ${namesOf(identities)}`]),
    "Give them another policy first, then destroy this one.",
  ];
  return new DiagnosticError(
    { summary: `The auth policy "${policy.name}" is in use`, detail: detail.join("\n") },
    { cause: failure },
  );
}

function counted(count: number): string {
  return count === 1 ? "1 identity has" : `${count} identities have`;
}

const NAMED = 5;

function namesOf(identities: readonly { readonly name: string }[]): string {
  const names = identities.slice(0, NAMED).map(({ name }) => `"${name}"`);
  return names.join(", ") + (identities.length > NAMED ? ", …" : "");
}
