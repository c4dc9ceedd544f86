import type { TriedToken } from "../check-token";
import { link } from "../links";
import type { IdentityFacts, SignInNetwork } from "../sign-in-network";
import { type Hint, hint, listed, MAX_LISTED, quoted } from "./hint";

/** Which policy forbids JWTs. */
export function forbiddingHints({ name, policy }: IdentityFacts): Hint[] {
  const message =
    `the identity ${quoted(name)} has the auth policy ${quoted(policy.name)}, which does not allow ` +
    "external JWTs; allow them there, or choose another auth policy in the integration's mapping";
  return [hint("POLICY_NAME", message, link("auth-policy", policy))];
}

/** Which signers the policy lists. */
export function signerListHints({ policy }: IdentityFacts, { signers }: SignInNetwork): Hint[] {
  const allowed = policy.allowedSigners.map(
    (id) => signers.find((signer) => signer.id === id) ?? { id, name: `${id}, which does not exist` },
  );
  const names = listed(allowed.map((signer) => signer.name));
  const message =
    `the auth policy ${quoted(policy.name)} allows only ${names}; add the token's JWT signer to its list, ` +
    "or sign in with one of these";
  const known = signers.filter(({ id }) => policy.allowedSigners.includes(id)).slice(0, MAX_LISTED);
  const links = known.map((signer) => link("jwt-signer", signer));
  return [hint("SIGNERS_ALLOWED", message, link("auth-policy", policy), ...links)];
}

/** Of which signer the second token must be, and why those that were given do not serve. */
export function secondSignerHints(
  { policy }: IdentityFacts,
  tried: readonly TriedToken[],
  { signers }: SignInNetwork,
): Hint[] {
  const required = signers.find(({ id }) => id === policy.requireExtJwtSigner);
  const to = [link("auth-policy", policy), ...(required === undefined ? [] : [link("jwt-signer", required)])];
  const which =
    required === undefined
      ? `${policy.requireExtJwtSigner}, which does not exist; change the policy`
      : `${quoted(required.name)}, whose issuer is ${quoted(required.issuer)}; give it after the first one`;
  const message = `the auth policy ${quoted(policy.name)} requires a second token of the JWT signer ${which}`;
  const useless = tried.map((token, index) => {
    const why = whyNoSecond(token, policy.requireExtJwtSigner);
    return hint("SECOND_TOKEN", `token ${index + 2} does not serve: ${why}`, ...to);
  });
  return [hint("SECOND_SIGNER", message, ...to), ...useless];
}

function whyNoSecond({ problem, signer, identity }: TriedToken, signerId: string | null): string {
  if (problem !== null) return problem;
  if (signer?.id !== signerId) return `it is of the JWT signer ${quoted(signer?.name ?? "")}`;
  return `it belongs to the identity ${quoted(identity?.name ?? "")}`;
}

/** What the person does with a one-time code. */
export function codeHints({ policy }: IdentityFacts): Hint[] {
  const message =
    `the auth policy ${quoted(policy.name)} requires a one-time code (TOTP); the person enrols it once and ` +
    "enters it after the sign-in. The check cannot test the code";
  return [hint("CODE_OF_APP", message, link("auth-policy", policy))];
}
