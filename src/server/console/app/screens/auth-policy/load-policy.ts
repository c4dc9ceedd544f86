import type { AuthPolicy } from "../../../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../../../contract/edge/jwt-signer";
import type { Integration } from "../../../../../contract/gateway/integration";
import type { People } from "../../../../../contract/sign-in/people";
import { edge } from "../../api/edge";
import { everyIntegration, everySigner } from "../../api/every";
import { countPeople } from "../../api/people";

/** An auth policy with who has it. */
export interface StoredPolicy {
  readonly policy: AuthPolicy;
  readonly people: People;
  /** Those that give the policy to the people whom they make. */
  readonly integrations: readonly Integration[];
}

/** What the view of a policy shows. */
export interface LoadedPolicy {
  /** Null for a policy that does not exist yet. */
  readonly stored: StoredPolicy | null;
  readonly signers: readonly JwtSigner[];
}

export const policyPath = (id: string) => `/auth-policies/${encodeURIComponent(id)}`;

/** Reads a policy and all that its view shows beside it. @param id null for a new policy. */
export async function loadPolicy(id: string | null, signal: AbortSignal): Promise<LoadedPolicy> {
  if (id === null) return { stored: null, signers: await everySigner(signal) };
  const [policy, signers, people, integrations] = await Promise.all([
    edge<AuthPolicy>(policyPath(id), { signal }),
    everySigner(signal),
    countPeople(id, signal),
    everyIntegration(signal),
  ]);
  const assigning = integrations.filter(({ mapping }) => mapping.authPolicyId === id);
  return { stored: { policy, people, integrations: assigning }, signers };
}
