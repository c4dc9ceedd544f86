import { allowsSigner } from "../../contract/sign-in/can-sign-in";
import type { PolicyFacts, SignerFacts, SignInFacts, TokenFacts } from "../../contract/sign-in/facts";
import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import type { PolicyObject } from "./objects";
import type { World } from "./world";

/** A signer that exists, of which nobody told anything. */
function unseenSigner(id: MaybeKnown<string>): SignerFacts {
  const token: TokenFacts = {
    issuer: NOT_KNOWN,
    audience: NOT_KNOWN,
    claimsProperty: NOT_KNOWN,
    keys: NOT_KNOWN,
    useExternalId: NOT_KNOWN,
  };
  return { id, isEnabled: NOT_KNOWN, token };
}

/** What decides the sign-in of identities with that policy in that world. */
export function signInFacts(
  world: World,
  policy: PolicyObject | null,
  networkId: string | null,
  hasExternalId: MaybeKnown<boolean>,
): SignInFacts {
  return {
    isEnabled: true,
    hasExternalId,
    policy: policy?.facts ?? NOT_KNOWN,
    signers: policy === null ? NOT_KNOWN : signersFor(world, policy.facts, networkId),
  };
}

/**
 * The signers that may let identities with that policy in. Where the API did not list the network, there may
 * be signers that the plan does not show.
 */
export function signersFor(
  world: World,
  policy: PolicyFacts,
  networkId: string | null,
): readonly SignerFacts[] {
  const { allowedSigners, requireExtJwtSigner } = policy;
  const second =
    requireExtJwtSigner === NOT_KNOWN || requireExtJwtSigner === null ? [] : [requireExtJwtSigner];
  const isEvery = allowedSigners === NOT_KNOWN || allowedSigners.length === 0;
  if (isEvery) {
    const known = world.signersOf(networkId).map(({ facts }) => facts);
    if (world.isComplete(networkId)) return known;
    const unseen = second.filter((id) => world.signer(id) === null);
    return [...known, ...unseen.map((id) => unseenSigner(id)), unseenSigner(NOT_KNOWN)];
  }
  const named = [...allowedSigners, ...second].filter((id) => id !== NOT_KNOWN);
  return [...new Set(named)].flatMap((id) => {
    const signer = world.signer(id);
    if (signer !== null) return [signer.facts];
    return world.isComplete(networkId) ? [] : [unseenSigner(id)];
  });
}

/** Whether a policy may ask for a token of that signer, as the first or the second factor. */
export function mayUseSigner({ facts }: PolicyObject, signerId: string): boolean {
  const { extJwtAllowed, allowedSigners, requireExtJwtSigner } = facts;
  if (requireExtJwtSigner === signerId) return true;
  if (extJwtAllowed === false) return false;
  return allowedSigners === NOT_KNOWN || allowsSigner(allowedSigners, signerId) !== false;
}
