import { type Count, exactly, isNobody, NOBODY, sum } from "../../contract/sign-in/count";
import { everybodyKeepsSignIn, type SignInChange } from "../../contract/sign-in/sign-in-change";
import type { Review } from "../findings/rule";
import { knownTextAt } from "../plan/read-value";
import { mappingChanges } from "../rules/identities/mapping-changes";
import { mappingEffect } from "../rules/identities/mapping-effect";
import type { MappingObject, PolicyObject } from "../world/objects";
import { peopleOfIntegration } from "../world/people";
import type { ReportPeople } from "./report";

/** The people of one policy or integration, and what becomes of some of them. */
type Affected = Omit<ReportPeople, "keep">;

const NOTHING = { rekeyed: NOBODY, needAnotherToken: NOBODY, needSecondFactor: NOBODY, lose: NOBODY };

/** What becomes of the people whom the plan affects; null when it affects nobody's sign-in. */
export function countPeople(review: Review): ReportPeople | null {
  const policies = review.totals.filter(({ change }) => !everybodyKeepsSignIn(change));
  const counted = policies.map(({ policy }) => policy);
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
function peopleOfMappings(review: Review, countedPolicies: readonly PolicyObject[]): readonly Affected[] {
  return mappingChanges(review).flatMap((change) => {
    const { before, after, people, preview } = change;
    const keepsPolicy = before?.policyId === after.policyId;
    if (keepsPolicy && before !== null && countedPolicies.some((policy) => isPolicyOf(before, policy)))
      return [];
    const effect = mappingEffect(change, review);
    if (effect !== null && !everybodyKeepsSignIn(effect))
      return [{ ...NOTHING, ...groupsOf(effect), all: people.all }];
    if (preview === null) return [{ ...NOTHING, all: people.all }];
    const rekeyed = exactly(preview.rekeyed);
    // Where the policies are known, nobody signs in by the external ID that goes.
    const lose = effect === null ? exactly(preview.externalIdLost) : NOBODY;
    return [{ ...NOTHING, rekeyed, lose, all: people.all }];
  });
}

/** The default policies of two networks have one id. */
function isPolicyOf(mapping: MappingObject, { id, networkId }: PolicyObject): boolean {
  const isSameNetwork = mapping.networkId === null || networkId === null || mapping.networkId === networkId;
  return mapping.policyId === id && isSameNetwork;
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
