import type { JwtCheck, SignInFailure } from "../../contract/gateway/jwt-check";
import type { SignerFacts } from "./sign-in-network";

type Answer = JwtCheck["controllerAnswer"];

/** The `error` of the challenge by failure, since controller 2.0.3. Every other failure is `missing`. */
const ERROR_WORDS: Partial<Record<SignInFailure, Answer["error"]>> = {
  NO_KID: "invalid",
  JWKS_UNREACHABLE: "invalid",
  UNKNOWN_KID: "invalid",
  BAD_SIGNATURE: "invalid",
  EXPIRED: "expired",
  NOT_YET_VALID: "invalid",
  AUDIENCE_MISMATCH: "invalid",
  CLAIM_MISSING: "invalid",
  CLAIM_NOT_STRING: "invalid",
};

const AUTH_QUERIES = { SECONDARY_JWT_REQUIRED: "EXT-JWT", TOTP_REQUIRED: "TOTP" } as const;

/**
 * The answer of a real controller (domain rule 27). It answers 200 for a session, even a partly authenticated
 * one. It answers 401 for everything else. The challenge lists every enabled signer. Without one there is no
 * challenge.
 */
export function controllerAnswer(
  failures: readonly SignInFailure[],
  signers: readonly SignerFacts[],
): Answer {
  const queries = failures.flatMap((failure) =>
    failure === "SECONDARY_JWT_REQUIRED" || failure === "TOTP_REQUIRED" ? [AUTH_QUERIES[failure]] : [],
  );
  const [first] = failures;
  if (first === undefined || queries.length > 0) {
    return { status: 200, error: null, wwwAuthenticate: null, authQueries: queries };
  }
  const enabled = signers.filter((signer) => signer.enabled);
  if (enabled.length === 0) return { status: 401, error: null, wwwAuthenticate: null, authQueries: [] };
  const error = ERROR_WORDS[first] ?? "missing";
  const ids = enabled.map(({ id }) => id).join("|");
  const issuers = enabled.map(({ issuer }) => issuer).join("|");
  const scheme = 'Bearer realm="openziti-primary-ext-jwt"';
  const wwwAuthenticate = `${scheme} error=${error} id="${ids}" issuer="${issuers}"`;
  return { status: 401, error, wwwAuthenticate, authQueries: [] };
}
