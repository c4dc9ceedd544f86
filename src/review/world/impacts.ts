import { type Count, isNobody, NOBODY, sum } from "../../contract/sign-in/count";
import type { SignInFacts } from "../../contract/sign-in/facts";
import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { type SignInChange, signInChange, sumOfChanges } from "../../contract/sign-in/sign-in-change";
import type { LiveAnswers } from "../live/answers";
import type { PlannedChange } from "../plan/plan";
import type { PolicyObject, SignerObject } from "./objects";
import { type PeopleByExternalId, peopleOfPolicy } from "./people";
import { mayUseSigner, signInFacts } from "./sign-in";
import { peopleWhoStay } from "./staying";
import type { World } from "./world";
import type { Worlds } from "./worlds";

/** What one change of a policy or a signer does to the sign-in of the people of one policy. */
export interface Impact {
  readonly cause: PlannedChange;
  /** The policy of the people, as it is before the plan. */
  readonly policy: PolicyObject;
  /** Everybody with that policy. */
  readonly people: Count;
  readonly change: SignInChange;
}

/** What all changes of a plan together do to the people who keep one policy. */
export interface PolicyTotal {
  readonly policy: PolicyObject;
  readonly people: Count;
  readonly change: SignInChange;
}

export interface Impacts {
  readonly impacts: readonly Impact[];
  readonly totals: readonly PolicyTotal[];
}

/**
 * What each change of a policy or a signer does by itself, and what they do together to people whom no change
 * alone locks out.
 */
export function signInImpacts({ before, after }: Worlds, live: LiveAnswers | null): Impacts {
  const totals: PolicyTotal[] = [];
  const signers = [...before.signers].filter((signer) => signer.change !== null && differs(signer, after));
  const impacts = [...before.policies].flatMap((policy) => {
    const { networkId } = policy;
    const later = after.policy(policy.id, networkId);
    const isChanged = policy.change !== null && later !== null && !sameFacts(policy, later);
    const used = signers.filter(
      ({ id }) => mayUseSigner(policy, id) || (later !== null && mayUseSigner(later, id)),
    );
    if (!isChanged && used.length === 0) return [];
    const numbers = peopleOfPolicy(live, policy.id, networkId);
    const facts = (world: World, side: PolicyObject | null) => (hasExternalId: boolean) =>
      signInFacts(world, side, networkId, hasExternalId);
    const now = facts(before, policy);
    const effect = (then: (hasExternalId: boolean) => SignInFacts) => changeOf(now, then, numbers);
    const impact = (cause: PlannedChange, change: SignInChange): Impact => ({
      cause,
      policy,
      people: numbers.all,
      change,
    });
    const present = (hasExternalId: boolean) =>
      withPresentSigners(signInFacts(after, later, networkId, hasExternalId), before, used);
    const ofPolicy = isChanged && policy.change !== null ? [impact(policy.change, effect(present))] : [];
    const ofSigners = used.flatMap(({ id, change }) => {
      const replaced = (hasExternalId: boolean) => withSigner(now(hasExternalId), id, after.signer(id));
      return change === null ? [] : [impact(change, effect(replaced))];
    });
    const alone = [...ofPolicy, ...ofSigners];
    // A policy that goes takes nobody's sign-in: the API refuses while anybody has it.
    if (later === null) return alone;
    const together = effect(facts(after, later));
    const staying = peopleWhoStay(policy, { before, after }, live);
    totals.push({ policy, people: staying.all, change: changeOf(now, facts(after, later), staying) });
    if (together.obstacles.length > 0 && !isExplained(alone, together)) {
      const teller = alone.find(({ change }) => change.obstacles.length > 0) ?? alone[0];
      return alone.map((one) => (one === teller ? { ...one, change: together } : one));
    }
    return alone.map((one) => ({ ...one, change: within(one.change, together) }));
  });
  return { impacts, totals };
}

/** Whether the changes that lock people out by themselves lock out as many as the plan as a whole does. */
function isExplained(alone: readonly Impact[], together: SignInChange): boolean {
  const lockOuts = alone.filter(({ change }) => change.obstacles.length > 0);
  const { atLeast, atMost } = sum(lockOuts.map(({ change }) => change.lose));
  if (lockOuts.length === 0 || atLeast < together.lose.atLeast) return false;
  return atMost === null || (together.lose.atMost !== null && atMost >= together.lose.atMost);
}

/** What a change does by itself counts only as far as the plan as a whole does not make good for it. */
function within(alone: SignInChange, together: SignInChange): SignInChange {
  const isHarmless = isNobody(together.lose);
  const keeps = (count: Count, all: Count) => (isHarmless && isNobody(all) ? NOBODY : count);
  return {
    lose: isHarmless ? NOBODY : alone.lose,
    needAnotherToken: keeps(alone.needAnotherToken, together.needAnotherToken),
    needSecondFactor: keeps(alone.needSecondFactor, together.needSecondFactor),
    dropSecondFactor: keeps(alone.dropSecondFactor, together.dropSecondFactor),
    obstacles: isHarmless ? [] : alone.obstacles,
  };
}

/** The signers as they are before the plan, with the new ones: a changed policy may name those. */
function withPresentSigners(facts: SignInFacts, before: World, used: readonly SignerObject[]): SignInFacts {
  if (facts.signers === NOT_KNOWN) return facts;
  const present = facts.signers.map((signer) =>
    typeof signer.id === "string" ? (before.signer(signer.id)?.facts ?? signer) : signer,
  );
  const ids = new Set(present.map(({ id }) => id));
  return {
    ...facts,
    signers: [...present, ...used.filter(({ id }) => !ids.has(id)).map((one) => one.facts)],
  };
}

function changeOf(
  before: (hasExternalId: boolean) => SignInFacts,
  after: (hasExternalId: boolean) => SignInFacts,
  { withExternalId, withoutExternalId }: PeopleByExternalId,
): SignInChange {
  return sumOfChanges([
    signInChange(before(true), after(true), withExternalId),
    signInChange(before(false), after(false), withoutExternalId),
  ]);
}

function withSigner(facts: SignInFacts, id: string, signer: SignerObject | null): SignInFacts {
  if (facts.signers === NOT_KNOWN) return facts;
  const others = facts.signers.filter((one) => one.id !== id);
  return { ...facts, signers: signer === null ? others : [...others, signer.facts] };
}

function differs(signer: SignerObject, after: World): boolean {
  const later = after.signer(signer.id);
  return later === null || !sameFacts(signer, later);
}

function sameFacts(one: { readonly facts: object }, other: { readonly facts: object }): boolean {
  const text = (facts: object) =>
    JSON.stringify(facts, (_, value: unknown) => (typeof value === "symbol" ? "\u0000not known" : value));
  return text(one.facts) === text(other.facts);
}
