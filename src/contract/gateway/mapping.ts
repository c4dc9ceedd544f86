import * as z from "zod/mini";
import { notBlank } from "../common";
import { parseMappingPath } from "../scim/mapping-path";

/** The fields of a SCIM user that can become the name of the identity. */
export const IDENTITY_NAME_FIELDS = ["USER_NAME", "DISPLAY_NAME", "FORMATTED_NAME", "NICK_NAME"] as const;
export type IdentityNameField = (typeof IDENTITY_NAME_FIELDS)[number];

/** The fields of a SCIM user that can become the external ID of the identity. */
export const EXTERNAL_ID_FIELDS = ["NONE", "USER_NAME", "PRIMARY_EMAIL", "CUSTOM"] as const;
export type ExternalIdField = (typeof EXTERNAL_ID_FIELDS)[number];

/**
 * What happens when the field that becomes the name would give two identities of the network one name.
 * `refuse`: the second user is refused. `userName`: the identity of the second user gets its userName
 * instead.
 */
export const IDENTITY_NAME_CONFLICTS = ["refuse", "userName"] as const;
export type IdentityNameConflict = (typeof IDENTITY_NAME_CONFLICTS)[number];

/** Id of the auth policy that every network has. */
export const DEFAULT_AUTH_POLICY_ID = "default";

/**
 * The mapping settings of an integration, as the API returns them. A newer API may know more values than this
 * version, so they are texts.
 */
export const mapping = z.object({
  identityNameField: z.string(),
  /** A server without this setting refuses. */
  identityNameConflict: z._default(z.string(), "refuse"),
  authPolicyId: z.string(),
  externalIdField: z.string(),
  externalIdCustomPath: z.nullable(z.string()),
});
export type MappingAnswer = z.infer<typeof mapping>;

/** Mapping settings with the values that this version knows. */
export interface Mapping extends MappingAnswer {
  identityNameField: IdentityNameField;
  identityNameConflict: IdentityNameConflict;
  externalIdField: ExternalIdField;
}

/** The mapping settings of a new integration when the request has none. */
export const DEFAULT_MAPPING: Mapping = {
  identityNameField: "USER_NAME",
  identityNameConflict: "refuse",
  authPolicyId: DEFAULT_AUTH_POLICY_ID,
  externalIdField: "NONE",
  externalIdCustomPath: null,
};

/**
 * The mapping settings as a client sends them. Every field has a default. `externalIdCustomPath` must be
 * given if and only if `externalIdField` is CUSTOM.
 */
export const mappingRequest = z
  .strictObject({
    identityNameField: z._default(z.enum(IDENTITY_NAME_FIELDS), DEFAULT_MAPPING.identityNameField),
    identityNameConflict: z._default(z.enum(IDENTITY_NAME_CONFLICTS), DEFAULT_MAPPING.identityNameConflict),
    authPolicyId: z._default(notBlank, DEFAULT_MAPPING.authPolicyId),
    externalIdField: z._default(z.enum(EXTERNAL_ID_FIELDS), DEFAULT_MAPPING.externalIdField),
    externalIdCustomPath: z._default(z.nullable(z.string()), null),
  })
  .check(
    z.superRefine((settings, context) => {
      const reason = customPathProblem(settings);
      if (reason !== null) {
        context.addIssue({ code: "custom", message: reason, path: ["externalIdCustomPath"] });
      }
    }),
  );

/** Why the custom path and the external ID field contradict each other; null when they do not. */
export function customPathProblem(settings: {
  externalIdField: ExternalIdField;
  externalIdCustomPath: string | null;
}): string | null {
  const { externalIdField, externalIdCustomPath } = settings;
  if (externalIdField !== "CUSTOM") {
    return externalIdCustomPath === null ? null : "must be absent unless externalIdField is CUSTOM";
  }
  if (externalIdCustomPath === null) return "is required when externalIdField is CUSTOM";
  const parsed = parseMappingPath(externalIdCustomPath);
  return parsed.ok ? null : parsed.reason;
}

/** Answer of the preview: what the settings would do to the identities of the integration. */
export const mappingPreview = z.object({
  identities: z.int(),
  unchanged: z.int(),
  renamed: z.int(),
  rekeyed: z.int(),
  externalIdLost: z.int(),
  policyChanged: z.int(),
  conflicts: z.int(),
  /**
   * When a gateway last read the values of others at its controller; null when it has not yet. Absent where
   * they are always current.
   */
  asOf: z.optional(z.nullable(z.string())),
  samples: z.array(
    z.object({
      kind: z.string(),
      identityId: z.string(),
      before: z.nullable(z.string()),
      after: z.nullable(z.string()),
    }),
  ),
});
export type MappingPreview = z.infer<typeof mappingPreview>;
