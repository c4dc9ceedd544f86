import type { SignerFacts, SignInFacts, TokenFacts } from "./facts";
import { all, any, type MaybeKnown, NOT_KNOWN, not, same } from "./maybe-known";

/** Why identities cannot sign in. */
export const OBSTACLES = [
  "IDENTITY_DISABLED",
  "POLICY_FORBIDS_EXT_JWT",
  /** The policy allows no signer that is enabled. */
  "NO_ENABLED_SIGNER_ALLOWED",
  /** Every enabled signer that the policy allows matches by external ID, and the identity has none. */
  "NO_EXTERNAL_ID",
  /** The signer of the second token is disabled, gone, or matches by an external ID that is missing. */
  "NO_SECOND_SIGNER",
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/**
 * Whether a policy allows a signer. An empty list allows every signer. A list with an unknown id may allow
 * any.
 */
export function allowsSigner(
  allowedSigners: readonly MaybeKnown<string>[],
  signerId: MaybeKnown<string>,
): MaybeKnown<boolean> {
  return allowedSigners.length === 0 || any(...allowedSigners.map((id) => same(id, signerId)));
}

/** A token that lets the identities in, before any second factor. */
export interface Way {
  readonly token: TokenFacts;
  /** True or not known. */
  readonly isOpen: MaybeKnown<boolean>;
}

/** The tokens that let the identities in, or may do so. */
export interface Ways {
  readonly ways: readonly Way[];
  /** Whether there may be others that nobody can tell, such as those of a new signer. */
  readonly mayBeMore: boolean;
}

/** The first factors of the identities. */
export function waysIn({ isEnabled, hasExternalId, policy, signers }: SignInFacts): Ways {
  if (isEnabled === false) return { ways: [], mayBeMore: false };
  if (policy === NOT_KNOWN) return { ways: [], mayBeMore: true };
  const { extJwtAllowed, allowedSigners } = policy;
  if (extJwtAllowed === false) return { ways: [], mayBeMore: false };
  if (signers === NOT_KNOWN) return { ways: [], mayBeMore: true };
  const ways = signers.map(
    (signer): Way => ({
      token: signer.token,
      isOpen: all(
        isEnabled,
        extJwtAllowed,
        signer.isEnabled,
        allowedSigners === NOT_KNOWN ? NOT_KNOWN : allowsSigner(allowedSigners, signer.id),
        matches(signer, hasExternalId),
      ),
    }),
  );
  return {
    ways: ways.filter(({ isOpen }) => isOpen !== false),
    mayBeMore: allowedSigners === NOT_KNOWN || allowedSigners.includes(NOT_KNOWN),
  };
}

/**
 * Whether the identities can sign in with a JWT. They can when they are enabled, their policy allows JWTs, an
 * enabled signer is allowed, and they have an external ID where that signer matches by it. A second signer
 * must be able to accept them too. A one-time code stands in nobody's way: whoever has none enrolls.
 */
export function canSignIn(facts: SignInFacts): MaybeKnown<boolean> {
  const { ways, mayBeMore } = waysIn(facts);
  const first = any(...ways.map(({ isOpen }) => isOpen), mayBeMore ? NOT_KNOWN : false);
  return all(first, secondTokenAccepted(facts));
}

/** Why the identities cannot sign in; null when they can, or when that is not known. */
export function obstacleOf(facts: SignInFacts): Obstacle | null {
  if (canSignIn(facts) !== false) return null;
  const { isEnabled, policy } = facts;
  if (isEnabled === false) return "IDENTITY_DISABLED";
  if (policy !== NOT_KNOWN && policy.extJwtAllowed === false) return "POLICY_FORBIDS_EXT_JWT";
  if (secondTokenAccepted(facts) === false) return "NO_SECOND_SIGNER";
  const withExternalId = canSignIn({ ...facts, hasExternalId: true });
  return withExternalId === false ? "NO_ENABLED_SIGNER_ALLOWED" : "NO_EXTERNAL_ID";
}

/** The signer of the second token that the policy requires; null without one, or when it is not known. */
export function secondSigner({ policy, signers }: SignInFacts): SignerFacts | null {
  if (policy === NOT_KNOWN || signers === NOT_KNOWN) return null;
  const id = policy.requireExtJwtSigner;
  return id === NOT_KNOWN || id === null ? null : (signers.find((signer) => signer.id === id) ?? null);
}

function secondTokenAccepted(facts: SignInFacts): MaybeKnown<boolean> {
  const { policy, signers, hasExternalId } = facts;
  if (policy === NOT_KNOWN) return NOT_KNOWN;
  if (policy.requireExtJwtSigner === null) return true;
  if (policy.requireExtJwtSigner === NOT_KNOWN || signers === NOT_KNOWN) return NOT_KNOWN;
  const signer = secondSigner(facts);
  return signer !== null && all(signer.isEnabled, matches(signer, hasExternalId));
}

function matches({ token }: SignerFacts, hasExternalId: MaybeKnown<boolean>): MaybeKnown<boolean> {
  return any(not(token.useExternalId), hasExternalId);
}
