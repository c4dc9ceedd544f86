import * as z from "zod/mini";
import { notBlank, tags } from "../../../contract/common";
import { DEFAULT_AUTH_POLICY_ID } from "../../../contract/gateway/mapping";
import { invalidField } from "../edge-error";
import { checked, type JsonObject } from "../edge-request";

/** The types that a client may name. The server stores `Default` for all of them, as a controller does. */
const IDENTITY_TYPES = ["User", "Device", "Service", "Router", "Default"] as const;

const cost = z.int().check(z.minimum(0), z.maximum(65_535));
const precedence = z.enum(["default", "required", "failed"]);

/** A field that may be null or absent and then has its default. */
function orElse<Value>(schema: z.ZodMiniType<Value>, fallback: Value) {
  return z.pipe(
    z.nullish(schema),
    z.transform((given): Value => given ?? fallback),
  );
}

/** The fields that this server only stores and shows again. */
const storedOnlyFields = {
  appData: orElse(tags, {}),
  defaultHostingCost: orElse(cost, 0),
  defaultHostingPrecedence: orElse(precedence, "default"),
  serviceHostingCosts: orElse(z.record(z.string(), cost), {}),
  serviceHostingPrecedences: orElse(z.record(z.string(), precedence), {}),
  permissions: orElse(z.array(z.string()), []),
};
const storedOnlySchema = z.object(storedOnlyFields);
export type StoredOnlySettings = z.infer<typeof storedOnlySchema>;

const settingsSchema = z.object({
  name: notBlank,
  type: z.enum(IDENTITY_TYPES),
  isAdmin: z.boolean(),
  authPolicyId: z.pipe(
    z.nullish(z.string()),
    z.transform((id) => (id?.trim() ? id : DEFAULT_AUTH_POLICY_ID)),
  ),
  externalId: z.pipe(
    z.nullish(z.string()),
    z.transform((id) => (id?.trim() ? id : null)),
  ),
  roleAttributes: orElse(z.array(notBlank), []),
  tags: orElse(tags, {}),
  ...storedOnlyFields,
});

/** An identity as it should be. */
export interface IdentitySettings extends StoredOnlySettings {
  readonly name: string;
  readonly isAdmin: boolean;
  readonly authPolicyId: string;
  readonly externalId: string | null;
  /** Null: as they are. */
  readonly roleAttributes: readonly string[] | null;
  readonly tags: z.infer<typeof tags>;
}

/**
 * A whole identity, as a create or PUT sends it. Absent fields get their defaults.
 * @throws EdgeError COULD_NOT_VALIDATE
 */
export function readIdentity(body: JsonObject): IdentitySettings {
  refuseEnrollment(body.enrollment);
  const { type: _type, ...settings } = checked(settingsSchema, body);
  refusePrefixes(settings.roleAttributes);
  return settings;
}

/** The identity after a PATCH. Absent fields stay as they are. @throws EdgeError COULD_NOT_VALIDATE */
export function patchedIdentity(current: IdentitySettings, sent: JsonObject): IdentitySettings {
  const settings = readIdentity({ ...current, type: "Default", ...sent });
  return sent.roleAttributes === undefined ? { ...settings, roleAttributes: null } : settings;
}

/** The settings in the JSON column of an identity, with defaults for the absent ones. */
export function storedOnlySettings(json: string): StoredOnlySettings {
  return checked(storedOnlySchema, JSON.parse(json));
}

/** Rule 15: `#` and `@` are how policies write attributes and ids. */
function refusePrefixes(roleAttributes: readonly string[]): void {
  const refused = roleAttributes.find((attribute) => /^\s*[#@]/.test(attribute));
  if (refused === undefined) return;
  throw invalidField("roleAttributes", `must not start with # or @: ${JSON.stringify(refused)}`);
}

/** This server makes no enrollments, so it does not accept one either. */
function refuseEnrollment(enrollment: unknown): void {
  const asked = Object.values(enrollment ?? {}).some((value) => value !== false && value !== "");
  if (!asked) return;
  throw invalidField(
    "enrollment",
    "is not offered by this server; identities sign in by JWT, so leave it out",
  );
}
