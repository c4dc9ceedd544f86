import { type Count, exactly, isNobody, NOBODY, sum } from "../../contract/sign-in/count";
import type { Review } from "../findings/rule";
import { mappingChanges } from "../rules/identities/mapping-changes";
import type { ReportPeople } from "./report";

/** What becomes of the people whom the plan affects; null when it affects nobody's sign-in. */
export function countPeople(review: Review): ReportPeople | null {
  const ofPolicies = review.totals.filter(
    ({ change }) => !isNobody(change.lose) || !isNobody(change.needAnotherToken),
  );
  const policies = new Set(ofPolicies.map(({ policy }) => policy.id));
  const ofMappings = mappingChanges(review).filter(
    ({ before }) => before === null || typeof before.policyId !== "string" || !policies.has(before.policyId),
  );
  const rekeyed = sum(
    ofMappings.map(({ preview }) => (preview === null ? NOBODY : exactly(preview.rekeyed))),
  );
  const lost = sum(
    ofMappings.map(({ preview }) => (preview === null ? NOBODY : exactly(preview.externalIdLost))),
  );
  const lose = sum([...ofPolicies.map(({ change }) => change.lose), lost]);
  const needAnotherToken = sum(ofPolicies.map(({ change }) => change.needAnotherToken));
  const groups = [rekeyed, needAnotherToken, lose];
  if (groups.every(isNobody)) return null;
  const all = sum([...ofPolicies.map(({ people }) => people), ...ofMappings.map(({ people }) => people.all)]);
  return { all, keep: rest(all, groups), rekeyed, needAnotherToken, lose };
}

/** Those who are in none of the groups. */
function rest(all: Count, groups: readonly Count[]): Count {
  const { atLeast, atMost } = sum(groups);
  return {
    atLeast: atMost === null ? 0 : Math.max(0, all.atLeast - atMost),
    atMost: all.atMost === null ? null : Math.max(0, all.atMost - atLeast),
  };
}
