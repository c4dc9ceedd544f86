import { claimAt } from "./claim-pointer";
import { type ParsedJwt, parseJwt } from "./parse-jwt";
import { type IdentityFacts, JwksError, type SignerFacts, type SignInNetwork } from "./sign-in-network";
import { signatureProblem, signingKey } from "./signing-key";
import type { Trace } from "./trace";

/** What the check found out about a token before the first failed step. */
export interface CheckedToken {
  readonly jwt: ParsedJwt | null;
  /** The signer with the token's issuer, enabled or not. */
  readonly signer: SignerFacts | null;
  /** The value of the claim that the signer names. */
  readonly claim: string | null;
  readonly identity: IdentityFacts | null;
}

const NOTHING: CheckedToken = { jwt: null, signer: null, claim: null, identity: null };

/**
 * Finds the identity that a token names. It takes the steps from format to identity in the order of a 2.1
 * controller. It stops at the first step that fails, which the trace records.
 */
export async function checkToken(token: string, network: SignInNetwork, trace: Trace): Promise<CheckedToken> {
  const jwt = parseJwt(token);
  if (jwt === null) {
    trace.failed(
      "format",
      "MALFORMED",
      "it is not a compact JWT: three base64url parts, of which the first two are JSON objects",
    );
    return NOTHING;
  }
  trace.passed("format", "it is a JWT");
  const signer = signerOf(jwt, network, trace);
  if (signer === null || trace.failure !== null) return { ...NOTHING, jwt, signer };
  const isGenuine =
    (await isSignedBy(jwt, signer, network, trace)) &&
    isWithinLifetime(jwt, network.now, trace) &&
    hasAudience(jwt, signer, trace);
  const claim = isGenuine ? claimOf(jwt, signer, trace) : null;
  if (claim === null) return { ...NOTHING, jwt, signer };
  return { jwt, signer, claim, identity: await identityOf(claim, signer, network, trace) };
}

function signerOf({ claims }: ParsedJwt, { signers }: SignInNetwork, trace: Trace): SignerFacts | null {
  const signer = signers.find(({ issuer }) => issuer === claims.iss);
  if (signer === undefined) {
    const said = typeof claims.iss === "string" ? JSON.stringify(claims.iss) : "nothing";
    trace.failed("issuer", "UNKNOWN_ISSUER", `iss says ${said}; no JWT signer has exactly this issuer`);
    return null;
  }
  const name = JSON.stringify(signer.name);
  trace.passed("issuer", `iss is the issuer of the JWT signer ${name}`);
  if (signer.enabled) trace.passed("signer-enabled", `the JWT signer ${name} is enabled`);
  else trace.failed("signer-enabled", "SIGNER_DISABLED", `the JWT signer ${name} is disabled`);
  return signer;
}

async function isSignedBy(
  jwt: ParsedJwt,
  signer: SignerFacts,
  network: SignInNetwork,
  trace: Trace,
): Promise<boolean> {
  const { kid } = jwt.header;
  if (typeof kid !== "string" || kid === "") {
    trace.failed("key-id", "NO_KID", "the header names no key; kid must be a text that is not empty");
    return false;
  }
  const named = JSON.stringify(kid);
  trace.passed("key-id", `the header names the key ${named}`);
  try {
    const key = await signingKey(signer, kid, network);
    if (key === null) {
      trace.failed("key", "UNKNOWN_KID", `the signer has no key ${named}`);
      return false;
    }
    trace.passed("key", `the signer has the key ${named}`);
    const problem = await signatureProblem(jwt, key);
    if (problem === null) trace.passed("signature", "the signature is valid");
    else trace.failed("signature", "BAD_SIGNATURE", problem);
    return problem === null;
  } catch (error) {
    if (!(error instanceof JwksError)) throw error;
    trace.failed("key", "JWKS_UNREACHABLE", error.message);
    return false;
  }
}

/** A token without `exp` passes, as with a controller. An `exp` that is not a number does not. */
function isWithinLifetime({ claims }: ParsedJwt, now: Date, trace: Trace): boolean {
  const seconds = now.getTime() / 1000;
  const { exp, nbf } = claims;
  if (exp !== undefined && !(typeof exp === "number" && seconds < exp)) {
    trace.failed("lifetime", "EXPIRED", `exp says ${shownInstant(exp)}, which has passed`);
    return false;
  }
  if (nbf !== undefined && !(typeof nbf === "number" && seconds >= nbf)) {
    trace.failed("lifetime", "NOT_YET_VALID", `nbf says ${shownInstant(nbf)}, which is still to come`);
    return false;
  }
  trace.passed("lifetime", exp === undefined ? "it never expires" : `it expires ${shownInstant(exp)}`);
  return true;
}

function shownInstant(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return typeof seconds !== "number" || Number.isNaN(date.getTime()) ? "no instant" : date.toISOString();
}

function hasAudience({ claims }: ParsedJwt, { audience }: SignerFacts, trace: Trace): boolean {
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

function claimOf({ claims }: ParsedJwt, { claimsProperty }: SignerFacts, trace: Trace): string | null {
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
  else trace.passed("identity", `the identity ${JSON.stringify(identity.name)} has ${what}`);
  return identity;
}
