import * as z from "zod/mini";
import { notBlank, tags } from "../../../contract/common";
import { DEFAULT_AUTH_POLICY_ID } from "../../../contract/gateway/mapping";
import { invalidField } from "../edge-error";
import { checked, type JsonObject } from "../edge-request";

/** The types that a client may name. The server stores `Default` for all of them, as a controller does. */
const IDENTITY_TYPES = ["User", "Device", "Service", "Router", "Default"] as const;

const cost = z.int().check(z.minimum(0), z.maximum(65_535));
const precedence = z.enum(["default", "required", "failed"]);

/** A field that has a default when it is null or absent. */
function withDefault<Value>(schema: z.ZodMiniType<Value>, fallback: Value) {
  return z.pipe(
    z.nullish(schema),
    z.transform((given): Value => given ?? fallback),
  );
}

/** The fields that this server only stores and shows again. */
const storedOnlyFields = {
  appData: withDefault(tags, {}),
  defaultHostingCost: withDefault(cost, 0),
  defaultHostingPrecedence: withDefault(precedence, "default"),
  serviceHostingCosts: withDefault(z.record(z.string(), cost), {}),
  serviceHostingPrecedences: withDefault(z.record(z.string(), precedence), {}),
  permissions: withDefault(z.array(z.string()), []),
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
  roleAttributes: withDefault(z.array(notBlank), []),
  tags: withDefault(tags, {}),
  ...storedOnlyFields,
});

/** The settings of an identity. */
export interface IdentitySettings extends StoredOnlySettings {
  readonly name: string;
  readonly isAdmin: boolean;
  readonly authPolicyId: string;
  readonly externalId: string | null;
  /** Null leaves the role attributes as they are. */
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

/** Rule 15: policies write `#` before an attribute and `@` before an id. */
function refusePrefixes(roleAttributes: readonly string[]): void {
  const refused = roleAttributes.find((attribute) => /^\s*[#@]/.test(attribute));
  if (refused === undefined) return;
  throw invalidField("roleAttributes", `must not start with # or @: ${JSON.stringify(refused)}`);
}

/** This server offers no enrollment, so it refuses a request for one. */
function refuseEnrollment(enrollment: unknown): void {
  const isRequested = Object.values(enrollment ?? {}).some((value) => value !== false && value !== "");
  if (!isRequested) return;
  throw invalidField(
    "enrollment",
    "is not supported by this server; identities sign in with a JWT, so leave the field out",
  );
}
