import type { AuthPolicy } from "../../../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../../../contract/edge/jwt-signer";
import { policyFacts, signerFacts } from "../../../../../contract/sign-in/from-api";
import { changeFor, type People } from "../../../../../contract/sign-in/people";
import { sumOfChanges } from "../../../../../contract/sign-in/sign-in-change";
import { changeLines } from "../sign-in-effect/change-lines";
import type { EffectLine } from "../sign-in-effect/effect-line";
import type { SignerSettings } from "./signer-form";

/** A policy that lets people in by a signer, and how many people have it. */
export interface SignerUser {
  readonly policy: AuthPolicy;
  readonly people: People;
  /** Whether the policy names the signer. Otherwise it allows every one. */
  readonly isNamed: boolean;
}

/** Whether a policy names a signer, allows every one, or neither. */
export function useOf({ primary, secondary }: AuthPolicy, signerId: string): "named" | "every" | null {
  const allowed = primary.extJwt.allowedSigners ?? [];
  if (allowed.includes(signerId) || secondary.requireExtJwtSigner === signerId) return "named";
  return primary.extJwt.allowed && allowed.length === 0 ? "every" : null;
}

/**
 * What an edit of a signer does to people.
 * @param after null: it is deleted.
 */
export function signerEffect(given: {
  readonly id: string;
  readonly signers: readonly JwtSigner[];
  readonly users: readonly SignerUser[];
  readonly before: SignerSettings;
  readonly after: SignerSettings | null;
}): readonly EffectLine[] {
  const { id, signers, users, before, after } = given;
  const others = signers.filter((one) => one.id !== id).map((one) => signerFacts(one.id, one));
  const signersBefore = [...others, signerFacts(id, before)];
  const signersAfter = after === null ? others : [...others, signerFacts(id, after)];
  const changes = users
    .filter(({ people }) => people.total > 0)
    .map(({ policy, people }) => {
      const facts = policyFacts(policy);
      return changeFor(
        people,
        { policy: facts, signers: signersBefore },
        { policy: facts, signers: signersAfter },
      );
    });
  const token =
    after === null
      ? "a JWT of another JWT signer"
      : "a JWT as this form describes it, or one of another JWT signer";
  return changeLines(sumOfChanges(changes), token);
}
