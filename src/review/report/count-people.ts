import { type Count, exactly, isNobody, NOBODY, sum } from "../../contract/sign-in/count";
import { everybodyKeepsSignIn, type SignInChange } from "../../contract/sign-in/sign-in-change";
import type { Review } from "../findings/rule";
import { knownTextAt } from "../plan/read-value";
import { mappingChanges } from "../rules/identities/mapping-changes";
import { mappingEffect } from "../rules/identities/mapping-effect";
import { peopleOfIntegration } from "../world/people";
import type { ReportPeople } from "./report";

/** The people of one policy or integration, and what becomes of some of them. */
type Affected = Omit<ReportPeople, "keep">;

const NOTHING = { rekeyed: NOBODY, needAnotherToken: NOBODY, needSecondFactor: NOBODY, lose: NOBODY };

/** What becomes of the people whom the plan affects; null when it affects nobody's sign-in. */
export function countPeople(review: Review): ReportPeople | null {
  const policies = review.totals.filter(({ change }) => !everybodyKeepsSignIn(change));
  const counted = new Set(policies.map(({ policy }) => policy.id));
  const affected = [
    ...policies.map(({ people, change }): Affected => ({ ...NOTHING, ...groupsOf(change), all: people })),
    ...peopleOfMappings(review, counted),
    ...peopleOfDestroyed(review),
  ];
  const total = (key: keyof Affected) => sum(affected.map((one) => one[key]));
  const groups = {
    rekeyed: total("rekeyed"),
    needAnotherToken: total("needAnotherToken"),
    needSecondFactor: total("needSecondFactor"),
    lose: total("lose"),
  };
  if (Object.values(groups).every(isNobody)) return null;
  const all = total("all");
  return { all, keep: rest(all, Object.values(groups)), ...groups };
}

/** Whoever needs another token and a second factor counts once: as one who needs another token. */
function groupsOf({ lose, needAnotherToken, needSecondFactor }: SignInChange) {
  const isBoth = !isNobody(needAnotherToken);
  return { lose, needAnotherToken, needSecondFactor: isBoth ? NOBODY : needSecondFactor };
}

/** Those of integrations with new mapping settings, unless they count with their policy already. */
function peopleOfMappings(review: Review, countedPolicies: ReadonlySet<string>): readonly Affected[] {
  return mappingChanges(review).flatMap((change) => {
    const { before, people, preview } = change;
    if (before !== null && typeof before.policyId === "string" && countedPolicies.has(before.policyId))
      return [];
    const effect = mappingEffect(change, review);
    if (effect !== null && !everybodyKeepsSignIn(effect))
      return [{ ...NOTHING, ...groupsOf(effect), all: people.all }];
    if (preview === null) return [{ ...NOTHING, all: people.all }];
    const [rekeyed, lose] = [exactly(preview.rekeyed), exactly(preview.externalIdLost)];
    return [{ ...NOTHING, rekeyed, lose, all: people.all }];
  });
}

/** Those of integrations that take their identities with them. */
function peopleOfDestroyed({ plan, live }: Review): readonly Affected[] {
  return plan.changes.flatMap(({ type, action, isForgotten, before }) => {
    const isDestroyed = action === "delete" || (action === "replace" && !isForgotten);
    if (type !== "netfoundry_scim_integration" || !isDestroyed) return [];
    if ((knownTextAt(before, "identities_on_destroy") ?? "keep") === "keep") return [];
    const { all } = peopleOfIntegration(live, knownTextAt(before, "id") ?? "");
    return [{ ...NOTHING, lose: all, all }];
  });
}

/** Those who are in none of the groups. */
function rest(all: Count, groups: readonly Count[]): Count {
  const { atLeast, atMost } = sum(groups);
  return {
    atLeast: atMost === null ? 0 : Math.max(0, all.atLeast - atMost),
    atMost: all.atMost === null ? null : Math.max(0, all.atMost - atLeast),
  };
}
