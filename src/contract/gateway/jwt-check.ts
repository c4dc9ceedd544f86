import * as z from "zod/mini";
import { notBlank } from "../common";

/** The longest token that the check accepts, in characters. Real tokens have less than a tenth of that. */
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

export const HINT_CODES = [
  "EXTERNAL_ID_CASE",
  "USE_EXTERNAL_ID_OFF",
  "ISSUER_TRAILING_SLASH",
  "CLAIM_NEEDS_ESCAPE",
] as const;
export type HintCode = (typeof HINT_CODES)[number];

/** Body of `POST /core/v3/networks/{id}/jwt-checks`. */
export const jwtCheckRequest = z.strictObject({
  /** The first token signs in. The others may serve as a second factor. */
  tokens: z
    .array(notBlank.check(z.maxLength(MAX_TOKEN_LENGTH)))
    .check(z.minLength(1), z.maxLength(MAX_TOKENS)),
  /** Id of the identity that the caller expects the token to belong to. */
  expectedIdentityId: z.optional(notBlank),
});

const named = z.nullable(z.object({ id: z.string(), name: z.string() }));

/**
 * Answer of that call. The check makes no session. Of the token, the answer holds only the value of the
 * claim.
 */
export const jwtCheck = z.object({
  /** `partial`: the first factor is valid, and a second one is needed. */
  verdict: z.enum(["accepted", "partial", "refused"]),
  /** Null when accepted. */
  failure: z.nullable(z.enum(SIGN_IN_FAILURES)),
  steps: z.array(
    z.object({
      step: z.enum(SIGN_IN_STEPS),
      outcome: z.enum(["passed", "failed", "not-reached"]),
      failure: z.nullable(z.enum(SIGN_IN_FAILURES)),
      detail: z.string(),
    }),
  ),
  signer: named,
  identity: named,
  authPolicy: named,
  /** Null when no identity was expected. */
  isExpectedIdentity: z.nullable(z.boolean()),
  /** What a real controller would answer. */
  controllerAnswer: z.object({
    status: z.int(),
    /** The `error` of the challenge. Null with a 200, and where no signer is enabled. */
    error: z.nullable(z.enum(["missing", "expired", "invalid"])),
    wwwAuthenticate: z.nullable(z.string()),
    /** The further factors that a partly authenticated session needs. */
    authQueries: z.array(z.enum(["EXT-JWT", "TOTP"])),
  }),
  hints: z.array(z.object({ code: z.enum(HINT_CODES), message: z.string() })),
});
export type JwtCheck = z.infer<typeof jwtCheck>;
