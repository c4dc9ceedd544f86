import type { Adopted, Members } from "../../../../as-code/model/adopted";
import { labelsFor } from "../../../../as-code/model/labels";
import type { AuthPolicyChange } from "../../../../contract/edge/auth-policy";
import { textTags } from "./text-tags";

/** The settings that a policy has when its configuration does not say them. */
const PASSWORD_DEFAULTS: Members = {
  min_password_length: 5,
  require_special_char: false,
  require_number_char: false,
  require_mixed_case: false,
  max_attempts: 0,
  lockout_duration_minutes: 0,
};

/**
 * An auth policy as a configuration. What only repeats a default is left out.
 * @param id null for one that does not exist yet.
 */
export function adoptedPolicy(id: string | null, policy: AuthPolicyChange): Adopted {
  const { name, primary, secondary, tags } = policy;
  const [label = "policy"] = labelsFor([name], "policy");
  const ways = {
    ...(primary.cert.allowed && {
      cert: { allowed: true, ...(primary.cert.allowExpiredCerts && { allow_expired: true }) },
    }),
    ...(primary.extJwt.allowed && { ext_jwt: extJwt(primary.extJwt.allowedSigners) }),
    ...(primary.updb.allowed && { updb: { allowed: true, ...passwords(primary.updb) } }),
  };
  const second = {
    ...(secondary.requireTotp && { require_totp: true }),
    ...(secondary.requireExtJwtSigner !== null && { jwt_signer_id: secondary.requireExtJwtSigner }),
  };
  return {
    kind: "policy",
    id: id ?? "",
    name,
    label,
    arguments: {
      name,
      ...some("primary", ways),
      ...some("secondary", second),
      ...some("tags", textTags(tags)),
    },
    dependsOn: [],
  };
}

function extJwt(allowedSigners: readonly string[]): Members {
  return { allowed: true, ...(allowedSigners.length > 0 && { allowed_signer_ids: allowedSigners }) };
}

function passwords(updb: AuthPolicyChange["primary"]["updb"]): Members {
  const said: Members = {
    min_password_length: updb.minPasswordLength,
    require_special_char: updb.requireSpecialChar,
    require_number_char: updb.requireNumberChar,
    require_mixed_case: updb.requireMixedCase,
    max_attempts: updb.maxAttempts,
    lockout_duration_minutes: updb.lockoutDurationMinutes,
  };
  return Object.fromEntries(
    Object.entries(said).filter(([name, value]) => value !== PASSWORD_DEFAULTS[name]),
  );
}

function some(name: string, members: Members): Members {
  return Object.keys(members).length === 0 ? {} : { [name]: members };
}
