import { type Count, isNobody } from "../../../contract/sign-in/count";
import type { Draft, Review, Rule } from "../../findings/rule";
import type { Impact } from "../../world/impacts";
import { laterLockOut, REASONS } from "../later-lock-out";

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
  const lockOut = laterLockOut(policy, worlds);
  if (lockOut === null) return;
  yield {
    change: cause,
    effect: () => `${lockOut}.`,
    remedy: "Keep primary.ext_jwt.allowed and an enabled signer in allowed_signer_ids.",
  };
}

function sameCount(one: Count, other: Count): boolean {
  return one.atLeast === other.atLeast && one.atMost === other.atMost;
}
