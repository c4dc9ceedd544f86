import type { Client } from "../../client/client";
import { ApiError } from "../../client/errors/api-error";
import { DiagnosticError } from "../../tfplugin";
import { apiDiagnostic, type ConfirmGone, nullIfGone } from "../api/api-call";
import type { Waiting } from "../api/changes-under-way";
import { changeFirstAdvice } from "../api/destroy-order";
import type { ProviderContext } from "../context";
import { type PolicyUsers, policyUsers, remainingUsers } from "./users";

interface Policy {
  readonly id: string;
  readonly name: string;
}

/** Waits between the attempts to delete a policy in use, in milliseconds. Every later wait is the longest. */
const WAITS = [250, 500, 1000] as const;
const LONGEST_WAIT = 2000;

/**
 * Deletes a policy, and tries again while integrations use it. Terraform sees no reference from an
 * integration to a policy, so it destroys both at the same time. `ChangesUnderWay` decides when to give up.
 * Throws a DiagnosticError that says who uses the policy.
 */
export async function deleteAuthPolicy(
  policy: Policy,
  gone: ConfirmGone,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<void> {
  const client = context.client();
  const attempt = () => refusedDelete(policy, gone, client, signal);
  const refusal = await attempt();
  if (refusal === null) return;
  const waiting = context.changes.wait();
  try {
    await retryDelete({ policy, refusal, attempt, context, waiting, signal });
  } finally {
    waiting.end();
  }
}

async function retryDelete(given: {
  readonly policy: Policy;
  readonly refusal: ApiError;
  /** Tries again. */
  readonly attempt: () => Promise<ApiError | null>;
  readonly context: ProviderContext;
  readonly waiting: Waiting;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { policy, context, waiting, signal } = given;
  const client = context.client();
  let refusal: ApiError | null = given.refusal;
  let users = await policyUsers(policy.id, client, signal);
  for (let attempt = 0; refusal !== null; attempt += 1) {
    if (!mayBeGoing(users) || waiting.shouldGiveUp()) throw inUse(policy, users, refusal);
    await context.pause(WAITS[attempt] ?? LONGEST_WAIT, signal);
    refusal = await given.attempt();
    if (refusal !== null) users = await remainingUsers(users, policy.id, client, signal);
  }
}

/** Tries to delete the policy. Null when it is gone; the API's answer when something uses it. */
async function refusedDelete(
  policy: Policy,
  gone: ConfirmGone,
  client: Client,
  signal: AbortSignal,
): Promise<ApiError | null> {
  try {
    await nullIfGone(gone, () => client.authPolicies.delete(policy.id, { signal }));
    return null;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 409) return failure;
    throw apiDiagnostic(`destroy the auth policy "${policy.name}"`, {}, failure);
  }
}

/**
 * Whether this run may remove the users. It may remove integrations, and users that were not found. It does
 * not remove identities on their own.
 */
function mayBeGoing({ integrations, identities }: PolicyUsers): boolean {
  return integrations.length > 0 || identities.length === 0;
}

const DESTROY_TOGETHER_ADVICE =
  "If the integration is being destroyed as well, run the same command again to finish it. Terraform " +
  "came to the policy first, and while that waited nothing else could go on. To get the right order " +
  "from the start, add depends_on = [netfoundry_auth_policy.<name>] to the " +
  "netfoundry_scim_integration, or apply reset_on_destroy = true to its netfoundry_scim_mapping.";

const CHANGE_FIRST_ADVICE = changeFirstAdvice({
  used: "netfoundry_auth_policy",
  user: "netfoundry_scim_mapping",
});

function inUse(
  policy: Policy,
  { integrations, identities }: PolicyUsers,
  failure: ApiError,
): DiagnosticError {
  const detail = [
    failure.message,
    ...integrations.map(
      ({ name, id }) => `- the SCIM integration "${name}" (${id}) gives it to its identities`,
    ),
    ...(identities.length === 0 ? [] : [`- ${countPhrase(identities.length)} it: ${namesOf(identities)}`]),
    ...(integrations.length === 0 ? [] : [DESTROY_TOGETHER_ADVICE, CHANGE_FIRST_ADVICE]),
    "Give everybody who remains another policy first.",
  ];
  return new DiagnosticError(
    { summary: `The auth policy "${policy.name}" is in use`, detail: detail.join("\n") },
    { cause: failure },
  );
}

function countPhrase(count: number): string {
  return count === 1 ? "1 identity has" : `${count} identities have`;
}

const MAX_NAMES = 5;

function namesOf(identities: readonly { readonly name: string }[]): string {
  const names = identities.slice(0, MAX_NAMES).map(({ name }) => `"${name}"`);
  return names.join(", ") + (identities.length > MAX_NAMES ? ", …" : "");
}
