import { type Count, isNobody, NOBODY, NOT_COUNTED, sum } from "../../../contract/sign-in/count";
import type { SignInChange } from "../../../contract/sign-in/sign-in-change";
import type { Review } from "../../findings/rule";
import { inWords } from "../../people/in-words";
import type { SignerObject } from "../../world/objects";
import { laterLockOut } from "../later-lock-out";

const NEED_ANOTHER = "need a token of another signer";

/** The people who sign in with a signer and can do so no longer. */
export interface Losers {
  readonly people: Count;
  /** The people who lose sign-in, and those who can sign in with another token alone. */
  readonly affected: Count;
  /** Of how many people; null when they were not counted. */
  readonly of: number | null;
  /** What becomes of them, as the rest of a sentence about `people`. */
  readonly fate: string;
  /** Whether nobody is affected, now or later. */
  readonly isUnused: boolean;
  /**
   * What becomes of those who will have a policy that needs the signer; null when nobody is affected later.
   */
  readonly later: string | null;
}

/** Adds up what a change of a signer does over all policies. */
export function losersOf(signer: SignerObject, { impacts, worlds }: Review): Losers {
  const own = impacts.filter(({ cause }) => cause === signer.change);
  // Where the API was not asked, policies that the plan does not show may allow the signer.
  const unseen = worlds.before.isComplete(signer.networkId) ? NOBODY : NOT_COUNTED;
  const lose = sum([...own.map(({ change }) => change.lose), unseen]);
  const needAnother = sum([...own.map(({ change }) => needAnotherOf(change)), unseen]);
  const affected = sum([lose, needAnother]);
  const affectsNobody = isNobody(affected);
  const later = affectsNobody
    ? (own.map(({ policy }) => laterLockOut(policy, worlds)).find((text) => text !== null) ?? null)
    : null;
  const isLockOut = own.some(({ change }) => change.obstacles.length > 0) && !isNobody(lose);
  return {
    people: isLockOut ? lose : affected,
    affected,
    of: sum([...own.map(({ people }) => people), unseen]).atMost,
    fate: isLockOut ? lockOut(needAnother) : NEED_ANOTHER,
    isUnused: affectsNobody && later === null,
    later,
  };
}

/**
 * What becomes of the people, as the rest of a sentence about a signer that goes.
 * @param who the people, in words.
 */
export function effectOn({ isUnused, later, fate }: Losers, who: string): string {
  if (isUnused) return ". No policy needs it for anybody's sign-in.";
  return later === null ? `: ${who} ${fate}.` : `. ${later}.`;
}

/** @param others those who can still sign in, but not with the token that they have. */
function lockOut(others: Count): string {
  const isCounted = !isNobody(others) && others.atMost !== null;
  return `can no longer sign in${isCounted ? `, and ${inWords(others)} ${NEED_ANOTHER}` : ""}`;
}

/** Where the signer is only that of the second token, people need another second token. */
function needAnotherOf({ needAnotherToken, needSecondFactor }: SignInChange): Count {
  return isNobody(needAnotherToken) ? needSecondFactor : needAnotherToken;
}
