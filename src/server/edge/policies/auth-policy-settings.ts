import {
  type AuthPolicySettings,
  authPolicySettings,
  MIN_PASSWORD_LENGTH,
} from "../../../contract/edge/auth-policy";
import { checked, isObject, type JsonObject } from "../edge-request";

/**
 * The settings as a controller stores them. A minimum length that is too short is raised. A negative count
 * becomes 0, which means no limit.
 * @throws EdgeError COULD_NOT_VALIDATE that names every wrong field.
 */
export function readAuthPolicy(body: JsonObject): AuthPolicySettings {
  const settings = checked(authPolicySettings, body);
  const { updb } = settings.primary;
  return {
    ...settings,
    primary: {
      ...settings.primary,
      extJwt: {
        ...settings.primary.extJwt,
        allowedSigners: [...new Set(settings.primary.extJwt.allowedSigners)],
      },
      updb: {
        ...updb,
        minPasswordLength: Math.max(updb.minPasswordLength, MIN_PASSWORD_LENGTH),
        maxAttempts: Math.max(updb.maxAttempts, 0),
        lockoutDurationMinutes: Math.max(updb.lockoutDurationMinutes, 0),
      },
    },
  };
}

/**
 * The settings after a PATCH. `primary` and `secondary` are merged field by field. Other fields are replaced.
 */
export function patchedAuthPolicy(current: AuthPolicySettings, sent: JsonObject): AuthPolicySettings {
  return readAuthPolicy({
    ...current,
    ...sent,
    primary: merged(current.primary, sent.primary),
    secondary: merged(current.secondary, sent.secondary),
  });
}

/** Ids of the signers that the settings name. */
export function signersNamed(settings: Pick<AuthPolicySettings, "primary" | "secondary">): string[] {
  const { requireExtJwtSigner } = settings.secondary;
  return [
    ...settings.primary.extJwt.allowedSigners,
    ...(requireExtJwtSigner === null ? [] : [requireExtJwtSigner]),
  ];
}

function merged(current: unknown, sent: unknown): unknown {
  if (sent === undefined) return current;
  if (!isObject(current) || !isObject(sent)) return sent;
  const names = new Set([...Object.keys(current), ...Object.keys(sent)]);
  return Object.fromEntries([...names].map((name) => [name, merged(current[name], sent[name])]));
}
