import { canSignIn, type Obstacle, obstacleOf, secondSigner, waysIn } from "./can-sign-in";
import { type Count, isNobody, sum, those } from "./count";
import type { SignInFacts, TokenFacts } from "./facts";
import { all, any, type MaybeKnown, NOT_KNOWN, not, same } from "./maybe-known";

/**
 * What a change does to the sign-in of identities. The first two counts do not overlap; an identity of the
 * second may be in the third too.
 */
export interface SignInChange {
  /** Those who can sign in before the change and not after it. */
  readonly lose: Count;
  /**
   * Those who can sign in after it too, but with none of the tokens that served before. Nobody knows the
   * tokens of an identity provider. So where one of several ways stays, it is at most everybody.
   */
  readonly needAnotherToken: Count;
  /** Those who can sign in after it too, and need a second factor that they did not need before. */
  readonly needSecondFactor: Count;
  /** Those who no longer need a second factor. */
  readonly dropSecondFactor: Count;
  /** Why those who lose sign-in cannot sign in, each reason once. */
  readonly obstacles: readonly Obstacle[];
}

/** Compares the sign-in of a group of alike identities before and after a change. */
export function signInChange(before: SignInFacts, after: SignInFacts, group: Count): SignInChange {
  const could = canSignIn(before);
  const can = canSignIn(after);
  const lose = those(group, all(could, not(can)));
  const stays = all(could, can);
  const obstacle = isNobody(lose) ? null : obstacleOf(after);
  return {
    lose,
    needAnotherToken: those(group, all(stays, not(keepsItsToken(before, after)))),
    needSecondFactor: those(group, all(stays, needsNewFactor(before, after))),
    dropSecondFactor: those(group, all(stays, dropsFactor(before, after))),
    obstacles: obstacle === null ? [] : [obstacle],
  };
}

/** The change of several groups that do not overlap. */
export function sumOfChanges(changes: readonly SignInChange[]): SignInChange {
  return {
    lose: sum(changes.map(({ lose }) => lose)),
    needAnotherToken: sum(changes.map(({ needAnotherToken }) => needAnotherToken)),
    needSecondFactor: sum(changes.map(({ needSecondFactor }) => needSecondFactor)),
    dropSecondFactor: sum(changes.map(({ dropSecondFactor }) => dropSecondFactor)),
    obstacles: [...new Set(changes.flatMap(({ obstacles }) => obstacles))],
  };
}

/** Whether everybody certainly signs in as before. A second factor that goes locks nobody out. */
export function everybodyKeepsSignIn({ lose, needAnotherToken, needSecondFactor }: SignInChange): boolean {
  return [lose, needAnotherToken, needSecondFactor].every(isNobody);
}

/**
 * Whether the token that an identity used before serves after the change. Not known where only some of the
 * tokens do.
 */
function keepsItsToken(before: SignInFacts, after: SignInFacts): MaybeKnown<boolean> {
  const { ways, mayBeMore } = waysIn(before);
  if (mayBeMore) return NOT_KNOWN;
  const later = waysIn(after);
  const kept = ways.map(({ token }) =>
    any(
      ...later.ways.map((way) => all(way.isOpen, sameToken(token, way.token))),
      later.mayBeMore ? NOT_KNOWN : false,
    ),
  );
  const isUniform = kept.every((one) => one === kept[0]);
  return isUniform ? (kept[0] ?? NOT_KNOWN) : NOT_KNOWN;
}

function sameToken(one: TokenFacts, other: TokenFacts): MaybeKnown<boolean> {
  return all(
    same(one.issuer, other.issuer),
    same(one.audience, other.audience),
    same(one.claimsProperty, other.claimsProperty),
    same(one.keys, other.keys),
    same(one.useExternalId, other.useExternalId),
  );
}

function needsNewFactor(before: SignInFacts, after: SignInFacts): MaybeKnown<boolean> {
  return any(
    all(not(requiresTotp(before)), requiresTotp(after)),
    all(requiresToken(after), not(all(requiresToken(before), sameSecondToken(before, after)))),
  );
}

function dropsFactor(before: SignInFacts, after: SignInFacts): MaybeKnown<boolean> {
  return any(
    all(requiresTotp(before), not(requiresTotp(after))),
    all(requiresToken(before), not(requiresToken(after))),
  );
}

function requiresTotp({ policy }: SignInFacts): MaybeKnown<boolean> {
  return policy === NOT_KNOWN ? NOT_KNOWN : policy.requireTotp;
}

function requiresToken({ policy }: SignInFacts): MaybeKnown<boolean> {
  if (policy === NOT_KNOWN || policy.requireExtJwtSigner === NOT_KNOWN) return NOT_KNOWN;
  return policy.requireExtJwtSigner !== null;
}

function sameSecondToken(before: SignInFacts, after: SignInFacts): MaybeKnown<boolean> {
  const [one, other] = [secondSigner(before), secondSigner(after)];
  return one === null || other === null ? NOT_KNOWN : sameToken(one.token, other.token);
}
