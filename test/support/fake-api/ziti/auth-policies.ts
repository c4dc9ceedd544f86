import type { Answer } from "../loopback";
import { CREATED, type Entity, type Given, missing, namesNothing } from "./answers";

interface Primary {
  readonly extJwt: { readonly allowed?: boolean; readonly allowedSigners?: readonly string[] | null };
  readonly updb: Given;
}
interface Secondary {
  readonly requireTotp?: boolean;
  readonly requireExtJwtSigner?: string | null;
}

/** The parts of a policy that others read. */
export type PolicyParts = { readonly primary?: Primary; readonly secondary?: Secondary };

/** Why a policy is refused; null when it is not. */
export function policyRefusal(given: Given, signers: ReadonlyMap<string, Entity>): Answer | null {
  const { primary, secondary } = given as PolicyParts;
  if (primary === undefined) return missing("primary");
  const named = [...(primary.extJwt.allowedSigners ?? []), secondary?.requireExtJwtSigner ?? null];
  const unknown = named.find((id) => id !== null && !signers.has(id));
  return unknown === undefined ? null : namesNothing("primary.extJwt.allowedExtJwtSigners[0]", unknown);
}

/** A policy as the controller stores it: a low minimum length is raised, no signers become null. */
export function policy(given: Given) {
  const { primary, secondary } = given as PolicyParts;
  const updb = { ...BLANK_UPDB, ...primary?.updb };
  const signers = primary?.extJwt.allowedSigners ?? [];
  // Absent without one.
  const secondSigner = secondary?.requireExtJwtSigner ?? undefined;
  return {
    primary: {
      cert: { allowed: true, allowExpiredCerts: true },
      ...primary,
      extJwt: { allowed: true, ...primary?.extJwt, allowedSigners: signers.length === 0 ? null : signers },
      updb: { ...updb, minPasswordLength: Math.max(5, updb.minPasswordLength) },
    },
    secondary: { requireTotp: false, ...secondary, requireExtJwtSigner: secondSigner },
    tags: given.tags ?? {},
    createdAt: CREATED,
    updatedAt: CREATED,
  };
}

const BLANK_UPDB = {
  allowed: true,
  minPasswordLength: 5,
  requireSpecialChar: false,
  requireNumberChar: false,
  requireMixedCase: false,
  maxAttempts: 0,
  lockoutDurationMinutes: 0,
};

/** What the mapper of PATCH makes of a policy: it forgets one setting and copies another into a third. */
export function mangled(given: Given): Given {
  const { primary } = given as PolicyParts;
  if (primary === undefined) return given;
  const { requireMixedCase } = primary.updb;
  const updb = { ...primary.updb, minPasswordLength: 0, requireNumberChar: requireMixedCase };
  return { ...given, primary: { ...primary, updb } };
}
