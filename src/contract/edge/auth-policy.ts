import * as z from "zod/mini";
import { answeredTags, edgeList, notBlank, tags, timestamp } from "../common";
import { managedBy } from "../managed-by";

/** The smallest `minPasswordLength` that the controller stores. It silently raises a lower one. */
export const MIN_PASSWORD_LENGTH = 5;

const cert = z.object({ allowed: z.boolean(), allowExpiredCerts: z.boolean() });
const extJwt = z.object({
  allowed: z.boolean(),
  /** Ids of signers. Empty or null: every enabled signer. */
  allowedSigners: z.pipe(
    z.nullish(z.array(z.string())),
    z.transform((ids) => ids ?? []),
  ),
});
const updb = z.object({
  allowed: z.boolean(),
  minPasswordLength: z.int(),
  requireSpecialChar: z.boolean(),
  requireNumberChar: z.boolean(),
  requireMixedCase: z.boolean(),
  /** 0: no limit. */
  maxAttempts: z.int(),
  /** In minutes. 0: until somebody unlocks the identity. */
  lockoutDurationMinutes: z.int(),
});

/** The settings of an auth policy. A PUT sends them and a GET returns them. */
export const authPolicySettings = z.object({
  name: notBlank,
  primary: z.object({ cert, extJwt, updb }),
  secondary: z.object({
    requireTotp: z.boolean(),
    requireExtJwtSigner: z.pipe(
      z.nullish(z.string()),
      z.transform((id) => id || null),
    ),
  }),
  tags: z.pipe(
    z.nullish(tags),
    z.transform((given) => given ?? {}),
  ),
});
export type AuthPolicySettings = z.infer<typeof authPolicySettings>;

/** One auth policy of the edge API. */
export const authPolicy = z.extend(authPolicySettings, {
  id: z.string(),
  tags: answeredTags,
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Of this project's server alone: no controller of OpenZiti sends it. */
  managedBy: z.optional(z.nullable(managedBy)),
});
export type AuthPolicy = z.infer<typeof authPolicy>;

/** The settings of an auth policy, with tags of the types that a controller answered. */
export type AuthPolicyChange = Omit<AuthPolicySettings, "tags"> & Pick<AuthPolicy, "tags">;

/** Answer of `GET /auth-policies`. */
export const authPolicyList = edgeList(authPolicy);
