import * as z from "zod/mini";
import { notBlank } from "../common";

/**
 * The longest token that the check accepts, in characters, and the longest claims, as JSON. Real tokens have
 * less than a tenth of that.
 */
const MAX_TOKEN_LENGTH = 16_384;
/** The number of tokens that a controller reads. */
const MAX_TOKENS = 3;

/** The reasons why a sign-in fails, in the order in which a controller finds them (OpenZiti 2.1). */
export const SIGN_IN_FAILURES = [
  "MALFORMED",
  "UNKNOWN_ISSUER",
  "SIGNER_DISABLED",
  "NO_KID",
  "JWKS_UNREACHABLE",
  "UNKNOWN_KID",
  "BAD_SIGNATURE",
  "EXPIRED",
  "NOT_YET_VALID",
  "AUDIENCE_MISMATCH",
  "CLAIM_MISSING",
  "CLAIM_NOT_STRING",
  "IDENTITY_NOT_FOUND",
  "IDENTITY_DISABLED",
  "POLICY_FORBIDS_EXT_JWT",
  "SIGNER_NOT_ALLOWED",
  "SECONDARY_JWT_REQUIRED",
  "TOTP_REQUIRED",
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** The steps of the check, in order. */
export const SIGN_IN_STEPS = [
  "format",
  "issuer",
  "signer-enabled",
  "key-id",
  "key",
  "signature",
  "lifetime",
  "audience",
  "claim",
  "identity",
  "identity-enabled",
  "policy",
  "allowed-signers",
  "second-jwt",
  "totp",
] as const;
export type SignInStep = (typeof SIGN_IN_STEPS)[number];

/** What became of a step. `not-checked`: claims have no header and no signature. */
export const STEP_OUTCOMES = ["passed", "failed", "not-reached", "not-checked"] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** The hints, in the order of the failures that they explain. Every failure has at least one. */
export const HINT_CODES = [
  "TOKEN_ENCRYPTED",
  "TOKEN_OPAQUE",
  "TOKEN_NOT_DECODABLE",
  "TOKEN_EXTENSION",
  "ISSUER_TRAILING_SLASH",
  "ISSUER_SCHEME",
  "ISSUER_CASE",
  "ISSUERS_KNOWN",
  "SIGNER_NAME",
  "JWKS_ENDPOINT",
  "KIDS_SERVED",
  "ALGORITHM_NOT_ALLOWED",
  "KEY_DIFFERS",
  "EXPIRED_SINCE",
  "VALID_FROM",
  "AUDIENCE_OF_TOKEN",
  "SIGNER_WITHOUT_AUDIENCE",
  "CLAIM_NEEDS_ESCAPE",
  "CLAIM_WITH_EXTERNAL_ID",
  "CLAIMS_OF_TOKEN",
  "CLAIM_TYPE",
  "USE_EXTERNAL_ID_OFF",
  "USE_EXTERNAL_ID_ON",
  "EXTERNAL_ID_CASE",
  "EXTERNAL_ID_UNICODE",
  "EXTERNAL_ID_SPACES",
  "EXTERNAL_ID_EXPECTED",
  "NOT_PROVISIONED",
  "DISABLED_BY",
  "POLICY_NAME",
  "SIGNERS_ALLOWED",
  "SECOND_SIGNER",
  "SECOND_TOKEN",
  "CODE_OF_APP",
  "OTHER_IDENTITY",
] as const;
export type HintCode = (typeof HINT_CODES)[number];

const claims = z.record(z.string(), z.unknown()).check(
  z.refine((given) => JSON.stringify(given).length <= MAX_TOKEN_LENGTH, {
    error: `must have at most ${MAX_TOKEN_LENGTH} characters as JSON`,
  }),
);

/** Body of `POST /core/v3/networks/{id}/jwt-checks`: either tokens or claims. */
export const jwtCheckRequest = z
  .strictObject({
    /**
     * The first token signs in. The others may serve as a second factor. `Bearer `, quotes around a token
     * and line breaks do not count.
     */
    tokens: z.optional(
      z.array(notBlank.check(z.maxLength(MAX_TOKEN_LENGTH))).check(z.minLength(1), z.maxLength(MAX_TOKENS)),
    ),
    /** The claims of a token, as in its decoded payload. The check trusts them and needs no signature. */
    claims: z.optional(claims),
    /** Id of the identity that the caller expects the token to belong to. It must exist. */
    expectedIdentityId: z.optional(notBlank),
  })
  .check(
    z.refine((body) => body.tokens !== undefined || body.claims !== undefined, {
      error: "is required, unless the body has claims",
      path: ["tokens"],
    }),
    z.refine((body) => body.tokens === undefined || body.claims === undefined, {
      error: "does not go with tokens; give one of the two",
      path: ["claims"],
    }),
  );
export type JwtCheckRequest = z.infer<typeof jwtCheckRequest>;

export const LINK_KINDS = ["auth-policy", "jwt-signer", "identity", "integration"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** An object of the network that a step or a hint speaks of, so that a screen can lead there. */
const link = z.object({
  /** One of LINK_KINDS, or one of a newer API. */
  kind: z.string(),
  id: z.string(),
  name: z.string(),
});
export type SignInLink = z.infer<typeof link>;

const named = z.nullable(z.object({ id: z.string(), name: z.string() }));

/**
 * Answer of that call. The check makes no session. Of the token, the answer holds `iss`, `aud`, `exp`, `nbf`,
 * `kid` and `alg`, the names of the claims, and the value of the claim that names the identity. It holds
 * nothing else. A newer API may know more codes than this version, so they are texts.
 */
export const jwtCheck = z.object({
  /** `partial`: the first factor is valid, and a second one is needed. */
  verdict: z.enum(["accepted", "partial", "refused"]),
  /** One of SIGN_IN_FAILURES. Null when accepted. */
  failure: z.nullable(z.string()),
  steps: z.array(
    z.object({
      /** One of SIGN_IN_STEPS. */
      step: z.string(),
      /** One of STEP_OUTCOMES. */
      outcome: z.string(),
      failure: z.nullable(z.string()),
      detail: z.string(),
      /** Absent where the step speaks of no object. */
      links: z.optional(z.array(link)),
    }),
  ),
  signer: named,
  identity: named,
  authPolicy: named,
  /** Null when no identity was expected. */
  isExpectedIdentity: z.nullable(z.boolean()),
  /** What a real controller would answer. For claims: to a valid token that has them. */
  controllerAnswer: z.object({
    status: z.int(),
    /** The `error` of the challenge. Null with a 200, and where no signer is enabled. */
    error: z.nullable(z.string()),
    wwwAuthenticate: z.nullable(z.string()),
    /** The further factors that a partly authenticated session needs. */
    authQueries: z.array(z.string()),
  }),
  /** The cause of the failure and what to do about it, the likeliest first. Never empty after a failure. */
  hints: z.array(
    z.object({
      /** One of HINT_CODES. */
      code: z.string(),
      message: z.string(),
      /** What to mend. Absent where that is no object of the network. */
      links: z.optional(z.array(link)),
    }),
  ),
});
export type JwtCheck = z.infer<typeof jwtCheck>;
