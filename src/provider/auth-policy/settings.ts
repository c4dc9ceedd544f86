import type { AuthPolicy, AuthPolicyChange } from "../../contract/edge/auth-policy";
import type { PlanOf, PrivateState, StateOf } from "../../tfplugin";
import { tagsState, tagsToSend } from "../api/tags";
import { type Location, locationOf } from "../location/location";
import type { authPolicySchema } from "./schema";

/** The settings that a plan asks for, as the API takes them. */
export function authPolicySettings(
  plan: PlanOf<typeof authPolicySchema>,
  privateState: PrivateState,
): AuthPolicyChange {
  const { cert, ext_jwt, updb } = plan.primary;
  return {
    name: plan.name,
    primary: {
      cert: { allowed: cert.allowed, allowExpiredCerts: cert.allow_expired },
      extJwt: { allowed: ext_jwt.allowed, allowedSigners: [...ext_jwt.allowed_signer_ids] },
      updb: {
        allowed: updb.allowed,
        minPasswordLength: updb.min_password_length,
        requireSpecialChar: updb.require_special_char,
        requireNumberChar: updb.require_number_char,
        requireMixedCase: updb.require_mixed_case,
        maxAttempts: updb.max_attempts,
        lockoutDurationMinutes: updb.lockout_duration_minutes,
      },
    },
    secondary: {
      requireTotp: plan.secondary.require_totp,
      requireExtJwtSigner: plan.secondary.jwt_signer_id,
    },
    tags: tagsToSend(plan.tags, privateState),
  };
}

/** The state of an auth policy as the API returns it. */
export function authPolicyState(
  policy: AuthPolicyChange & Pick<AuthPolicy, "id">,
  storedTags: Readonly<Record<string, string>> | null,
  location: Location,
): StateOf<typeof authPolicySchema> {
  const { cert, extJwt, updb } = policy.primary;
  return {
    id: policy.id,
    name: policy.name,
    primary: {
      cert: { allowed: cert.allowed, allow_expired: cert.allowExpiredCerts },
      ext_jwt: { allowed: extJwt.allowed, allowed_signer_ids: extJwt.allowedSigners },
      updb: {
        allowed: updb.allowed,
        min_password_length: updb.minPasswordLength,
        require_special_char: updb.requireSpecialChar,
        require_number_char: updb.requireNumberChar,
        require_mixed_case: updb.requireMixedCase,
        max_attempts: updb.maxAttempts,
        lockout_duration_minutes: updb.lockoutDurationMinutes,
      },
    },
    secondary: {
      require_totp: policy.secondary.requireTotp,
      jwt_signer_id: policy.secondary.requireExtJwtSigner,
    },
    tags: tagsState(policy.tags, storedTags),
    ...locationOf(location),
  };
}
