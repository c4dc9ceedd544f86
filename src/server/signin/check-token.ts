import { claimAt } from "../../contract/jwt/claim-pointer";
import {
  type Claims,
  isMalformed,
  type MalformedToken,
  type ParsedJwt,
  parseJwt,
} from "../../contract/jwt/parse-jwt";
import { tokenIn } from "../../contract/jwt/token-text";
import { instantOf, notAnInstant } from "./lifetime-words";
import { link } from "./links";
import { type IdentityFacts, JwksError, type SignerFacts, type SignInNetwork } from "./sign-in-network";
import { signatureProblem, signingKeys } from "./signing-key";
import type { Trace } from "./trace";

/** What the check found out about a token before the first failed step. */
export interface CheckedToken {
  /** Why it is no JWT. Null when it is one. */
  readonly malformed: MalformedToken | null;
  readonly header: ParsedJwt["header"];
  readonly claims: Claims;
  /** The signer with the token's issuer, enabled or not. */
  readonly signer: SignerFacts | null;
  /** The ids of the signer's keys. Null when the check did not read them. */
  readonly kids: readonly string[] | null;
  /** The value of the claim that the signer names. */
  readonly claim: string | null;
  readonly identity: IdentityFacts | null;
}

/** A token that was tried as a second factor. */
export interface TriedToken extends CheckedToken {
  /** What the failed step found. Null when none failed. */
  readonly problem: string | null;
}

/** A token as a person gives it, or only its claims. */
export type GivenToken = string | Claims;

const NOTHING = { malformed: null, header: {}, signer: null, kids: null, claim: null, identity: null };

/**
 * Finds the identity that a token names. It takes the steps from format to identity in the order of a 2.1
 * controller. It stops at the first step that fails, which the trace records. Without a token, it does not
 * check what only a token shows.
 */
export async function checkToken(
  given: GivenToken,
  network: SignInNetwork,
  trace: Trace,
): Promise<CheckedToken> {
  const jwt = typeof given === "string" ? parseJwt(tokenIn(given)) : null;
  if (jwt === null) trace.notChecked("format", "there are only claims, and no token");
  else if (isMalformed(jwt)) {
    trace.failed("format", "MALFORMED", jwt.problem);
    return { ...NOTHING, malformed: jwt, claims: {} };
  } else trace.passed("format", "it is a JWT");
  const { header, claims } = jwt ?? { header: {}, claims: given as Claims };
  const signer = signerOf(claims, network, trace);
  if (signer === null || trace.failure !== null) return { ...NOTHING, header, claims, signer };
  const { isSigned, kids } = jwt === null ? trusted(trace) : await isSignedBy(jwt, signer, network, trace);
  const found = { ...NOTHING, header, claims, signer, kids };
  const isGenuine =
    isSigned &&
    isWithinLifetime(claims, network.now, trace, jwt === null) &&
    hasAudience(claims, signer, trace);
  const claim = isGenuine ? claimOf(claims, signer, trace) : null;
  if (claim === null) return found;
  return { ...found, claim, identity: await identityOf(claim, signer, network, trace) };
}

/** Claims have no header and no signature. */
function trusted(trace: Trace): Signed {
  for (const step of ["key-id", "key", "signature"] as const)
    trace.notChecked(step, "claims have no header and no signature");
  return { isSigned: true, kids: null };
}

interface Signed extends Pick<CheckedToken, "kids"> {
  readonly isSigned: boolean;
}

function signerOf(claims: Claims, { signers }: SignInNetwork, trace: Trace): SignerFacts | null {
  const signer = signers.find(({ issuer }) => issuer === claims.iss);
  if (signer === undefined) {
    const said = typeof claims.iss === "string" ? JSON.stringify(claims.iss) : "nothing";
    trace.failed("issuer", "UNKNOWN_ISSUER", `iss says ${said}; no JWT signer has exactly this issuer`);
    return null;
  }
  const name = JSON.stringify(signer.name);
  const to = link("jwt-signer", signer);
  trace.passed("issuer", `iss is the issuer of the JWT signer ${name}`, to);
  if (signer.enabled) trace.passed("signer-enabled", `the JWT signer ${name} is enabled`, to);
  else trace.failed("signer-enabled", "SIGNER_DISABLED", `the JWT signer ${name} is disabled`, to);
  return signer;
}

async function isSignedBy(
  jwt: ParsedJwt,
  signer: SignerFacts,
  network: SignInNetwork,
  trace: Trace,
): Promise<Signed> {
  const { kid } = jwt.header;
  if (typeof kid !== "string" || kid === "") {
    trace.failed("key-id", "NO_KID", "the header names no key; kid must be a text that is not empty");
    return { isSigned: false, kids: null };
  }
  const named = JSON.stringify(kid);
  trace.passed("key-id", `the header names the key ${named}`);
  try {
    const { kids, find } = await signingKeys(signer, network);
    const key = find(kid);
    if (key === null) {
      trace.failed("key", "UNKNOWN_KID", `the signer has no key ${named}`);
      return { isSigned: false, kids };
    }
    trace.passed("key", `the signer has the key ${named}`);
    const problem = await signatureProblem(jwt, key);
    if (problem === null) trace.passed("signature", "the signature is valid");
    else trace.failed("signature", "BAD_SIGNATURE", problem);
    return { isSigned: problem === null, kids };
  } catch (error) {
    if (!(error instanceof JwksError)) throw error;
    trace.failed("key", "JWKS_UNREACHABLE", error.message);
    return { isSigned: false, kids: null };
  }
}

/** A token without `exp` passes, as with a controller. An `exp` that is not a number does not. */
function isWithinLifetime({ exp, nbf }: Claims, now: Date, trace: Trace, isOptional: boolean): boolean {
  const seconds = now.getTime() / 1000;
  if (isOptional && exp === undefined && nbf === undefined) {
    trace.notChecked("lifetime", "the claims have neither exp nor nbf");
    return true;
  }
  if (exp !== undefined && !(typeof exp === "number" && seconds < exp)) {
    trace.failed(
      "lifetime",
      "EXPIRED",
      notAnInstant("exp", exp) ?? `exp says ${instantOf(exp)}, which has passed`,
    );
    return false;
  }
  if (nbf !== undefined && !(typeof nbf === "number" && seconds >= nbf)) {
    trace.failed(
      "lifetime",
      "NOT_YET_VALID",
      notAnInstant("nbf", nbf) ?? `nbf says ${instantOf(nbf)}, which is still to come`,
    );
    return false;
  }
  trace.passed("lifetime", exp === undefined ? "it never expires" : `it expires ${instantOf(exp)}`);
  return true;
}

function hasAudience(claims: Claims, { audience }: SignerFacts, trace: Trace): boolean {
  const meant = [claims.aud].flat();
  if (audience !== null && meant.includes(audience)) {
    trace.passed("audience", `aud holds ${JSON.stringify(audience)}`);
    return true;
  }
  const why =
    audience === null
      ? "the signer has no audience, so it accepts no token"
      : `aud lacks ${JSON.stringify(audience)}, the audience of the signer`;
  trace.failed("audience", "AUDIENCE_MISMATCH", why);
  return false;
}

function claimOf(claims: Claims, { claimsProperty }: SignerFacts, trace: Trace): string | null {
  const value = claimAt(claims, claimsProperty);
  const named = `the claim ${JSON.stringify(claimsProperty)}`;
  if (typeof value === "string") {
    trace.passed("claim", `${named} says ${JSON.stringify(value)}`);
    return value;
  }
  if (value === undefined) trace.failed("claim", "CLAIM_MISSING", `the token lacks ${named}`);
  else trace.failed("claim", "CLAIM_NOT_STRING", `${named} is not a text`);
  return null;
}

async function identityOf(
  claim: string,
  { useExternalId }: SignerFacts,
  network: SignInNetwork,
  trace: Trace,
): Promise<IdentityFacts | null> {
  const identity = await network.identityBy(useExternalId ? "externalId" : "id", claim);
  const what = `the ${useExternalId ? "external ID" : "id"} ${JSON.stringify(claim)}`;
  if (identity === null) trace.failed("identity", "IDENTITY_NOT_FOUND", `no identity has ${what}`);
  else {
    const detail = `the identity ${JSON.stringify(identity.name)} has ${what}`;
    trace.passed("identity", detail, link("identity", identity));
  }
  return identity;
}
