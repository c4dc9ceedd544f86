import { canSignIn, type Obstacle, obstacleOf } from "../../../contract/sign-in/can-sign-in";
import { type Count, isNobody } from "../../../contract/sign-in/count";
import type { Draft, Review, Rule } from "../../findings/rule";
import type { Impact } from "../../world/impacts";
import { signInFacts } from "../../world/sign-in";
import { integrationsWith } from "../integrations-with";

const REASONS: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: "their identities are disabled",
  POLICY_FORBIDS_EXT_JWT: "the policy no longer allows the token of an identity provider",
  NO_ENABLED_SIGNER_ALLOWED: "the policy no longer allows an enabled JWT signer",
  NO_EXTERNAL_ID: "every signer that the policy allows matches by external ID, and they have none",
  NO_SECOND_SIGNER: "the JWT signer of the second token is off, gone, or matches by an external ID",
};

/** An edit of a policy that takes sign-in from people who have it. Golden: `policy-forbids-jwt`. */
export const policyLocksOut: Rule = {
  code: "policy-locks-out",
  severity: "blocked",
  says: "A change of an auth policy takes sign-in from people who can sign in today.",
  *check(review) {
    for (const impact of review.impacts) {
      if (impact.cause.type !== "netfoundry_auth_policy") continue;
      if (isNobody(impact.change.lose)) yield* locksOutLater(impact, review);
      else if (impact.change.obstacles.length > 0) yield lockOut(impact);
    }
  },
};

function lockOut({ cause, people, change }: Impact): Draft {
  const { lose, obstacles } = change;
  const reason = obstacles.map((obstacle) => REASONS[obstacle]).join(", or ");
  const isAll = sameCount(lose, people) && lose.atMost !== null;
  return {
    change: cause,
    people: lose,
    ...(people.atMost === null ? {} : { of: people.atMost }),
    effect: (who) =>
      `${isAll ? `Everybody with this policy, ${who},` : who} can no longer sign in: ${reason}.`,
    remedy:
      "Keep primary.ext_jwt.allowed and an enabled signer in allowed_signer_ids, or first give " +
      "these people " +
      "another policy.",
  };
}

/** Nobody has the policy today, but an integration gives it to everybody whom it makes. */
function* locksOutLater({ cause, policy }: Impact, { worlds }: Review): Iterable<Draft> {
  const users = integrationsWith(policy, worlds.after);
  if (users.length === 0) return;
  const { networkId } = policy;
  const later = worlds.after.policy(policy.id, networkId);
  const couldBefore = canSignIn(signInFacts(worlds.before, policy, networkId, true));
  const obstacle = obstacleOf(signInFacts(worlds.after, later, networkId, true));
  if (couldBefore === false || obstacle === null) return;
  yield {
    change: cause,
    effect: () =>
      `Nobody whom ${users.length === 1 ? "its integration" : "its integrations"} will make can ` +
      `sign in: ${REASONS[obstacle]}.`,
    remedy: "Keep primary.ext_jwt.allowed and an enabled signer in allowed_signer_ids.",
  };
}

function sameCount(one: Count, other: Count): boolean {
  return one.atLeast === other.atLeast && one.atMost === other.atMost;
}
