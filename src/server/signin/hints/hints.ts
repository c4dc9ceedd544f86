import type { SignInFailure } from "../../../contract/gateway/jwt-check";
import { claimAt } from "../../../contract/jwt/claim-pointer";
import type { CheckedToken, TriedToken } from "../check-token";
import { link } from "../links";
import type { IdentityFacts, SignerFacts, SignInNetwork } from "../sign-in-network";
import { audienceHints, claimTypeHints, missingClaimHints } from "./claim-hints";
import { type Hint, hint, quoted } from "./hint";
import { disabledHints, identityHints, otherIdentityHint } from "./identity-hints";
import { issuerHints } from "./issuer-hints";
import { endpointHints, kidHints, signatureHints } from "./key-hints";
import { earlyHints, expiredHints } from "./lifetime-hints";
import { codeHints, forbiddingHints, secondSignerHints, signerListHints } from "./policy-hints";

/** What the check found out about a sign-in. */
export interface CheckedSignIn {
  readonly checked: CheckedToken;
  /** The tokens after the first one, where the auth policy asks for a second one. */
  readonly tried: readonly TriedToken[];
  /** The identity that the caller expects. Null when there is no expectation. */
  readonly expected: IdentityFacts | null;
}

/** Domain rule 28: names the cause of each failure, as the network shows it, and what to do. */
export async function hintsFor(
  failures: readonly SignInFailure[],
  signIn: CheckedSignIn,
  network: SignInNetwork,
): Promise<Hint[]> {
  const hints: Hint[] = [];
  const { identity } = signIn.checked;
  const { expected } = signIn;
  if (identity !== null && expected !== null && identity.id !== expected.id)
    hints.push(otherIdentityHint(identity, expected));
  for (const failure of failures) hints.push(...(await CAUSES[failure](signIn, network)));
  return hints;
}

type Cause = (signIn: CheckedSignIn, network: SignInNetwork) => Hint[] | Promise<Hint[]>;

const CAUSES: Readonly<Record<SignInFailure, Cause>> = {
  MALFORMED: ({ checked: { malformed } }) =>
    malformed === null ? [] : [hint(malformed.code, malformed.remedy)],
  UNKNOWN_ISSUER: ({ checked }, { signers }) => issuerHints(checked.claims.iss, signers),
  SIGNER_DISABLED: ({ checked: { signer } }) => (signer === null ? [] : [disabledSigner(signer)]),
  NO_KID: ({ checked }, network) => kidHints(checked, network),
  JWKS_UNREACHABLE: ({ checked }) => endpointHints(checked),
  UNKNOWN_KID: ({ checked }, network) => kidHints(checked, network),
  BAD_SIGNATURE: ({ checked }) => signatureHints(checked),
  EXPIRED: ({ checked }, { now }) => expiredHints(checked.claims, now),
  NOT_YET_VALID: ({ checked }, { now }) => earlyHints(checked.claims, now),
  AUDIENCE_MISMATCH: ({ checked }) => audienceHints(checked),
  CLAIM_MISSING: ({ checked }, network) => missingClaimHints(checked, network),
  CLAIM_NOT_STRING: ({ checked }, network) => {
    const value = claimAt(checked.claims, checked.signer?.claimsProperty ?? "");
    return claimTypeHints(checked, value, network);
  },
  IDENTITY_NOT_FOUND: ({ checked, expected }, network) => identityHints(checked, expected, network),
  IDENTITY_DISABLED: ofIdentity((identity, _, network) => disabledHints(identity, network)),
  POLICY_FORBIDS_EXT_JWT: ofIdentity(forbiddingHints),
  SIGNER_NOT_ALLOWED: ofIdentity((identity, _, network) => signerListHints(identity, network)),
  SECONDARY_JWT_REQUIRED: ofIdentity((identity, { tried }, network) =>
    secondSignerHints(identity, tried, network),
  ),
  TOTP_REQUIRED: ofIdentity(codeHints),
};

/** A cause that the check finds only once it knows the identity. */
function ofIdentity(
  cause: (identity: IdentityFacts, ...more: Parameters<Cause>) => ReturnType<Cause>,
): Cause {
  return (signIn, network) => {
    const { identity } = signIn.checked;
    return identity === null ? [] : cause(identity, signIn, network);
  };
}

function disabledSigner(signer: SignerFacts): Hint {
  const message = `enable the JWT signer ${quoted(signer.name)}, or send a token of another one`;
  return hint("SIGNER_NAME", message, link("jwt-signer", signer));
}
