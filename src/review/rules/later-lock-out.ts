import { canSignIn, type Obstacle, obstacleOf } from "../../contract/sign-in/can-sign-in";
import type { PolicyObject } from "../world/objects";
import { signInFacts } from "../world/sign-in";
import type { Worlds } from "../world/worlds";
import { integrationsWith } from "./integrations-with";

/** Why people cannot sign in, as the rest of a sentence after a colon. */
export const REASONS: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: "their identities are disabled",
  POLICY_FORBIDS_EXT_JWT: "the policy no longer allows the token of an identity provider",
  NO_ENABLED_SIGNER_ALLOWED: "the policy no longer allows an enabled JWT signer",
  NO_EXTERNAL_ID: "every signer that the policy allows matches by external ID, and they have none",
  NO_SECOND_SIGNER: "the JWT signer of the second token is off, gone, or matches by an external ID",
};

/**
 * What a plan does to the people who will have a policy: those whom integrations make and give it. A sentence
 * without its full stop; null when they can sign in as before, or when no integration gives the policy.
 */
export function laterLockOut(policy: PolicyObject, { before, after }: Worlds): string | null {
  const users = integrationsWith(policy, after);
  if (users.length === 0) return null;
  const { id, networkId } = policy;
  const couldBefore = canSignIn(signInFacts(before, policy, networkId, true));
  const obstacle = obstacleOf(signInFacts(after, after.policy(id, networkId), networkId, true));
  if (couldBefore === false || obstacle === null) return null;
  const makers = users.length === 1 ? "its integration" : "its integrations";
  return `Nobody whom ${makers} will make can sign in: ${REASONS[obstacle]}`;
}
