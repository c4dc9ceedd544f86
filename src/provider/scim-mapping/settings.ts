import type { ExternalIdField, IdentityNameField, Mapping } from "../../contract/gateway/mapping";

/** What `identity_name` may be, and what the API calls it. */
export const IDENTITY_NAMES = {
  user_name: "USER_NAME",
  display_name: "DISPLAY_NAME",
  formatted_name: "FORMATTED_NAME",
  nick_name: "NICK_NAME",
} as const satisfies Readonly<Record<string, IdentityNameField>>;

/** What `external_id.source` may be, and what the API calls it. */
export const EXTERNAL_ID_SOURCES = {
  none: "NONE",
  user_name: "USER_NAME",
  primary_email: "PRIMARY_EMAIL",
  custom: "CUSTOM",
} as const satisfies Readonly<Record<string, ExternalIdField>>;

/** The mapping settings as a configuration has them. */
export interface MappingAttributes {
  readonly identity_name: string;
  readonly auth_policy_id: string;
  readonly external_id: { readonly source: string; readonly path: string | null };
}

/** The settings that a plan asks for, as the API takes them. The schema has checked the choices. */
export function mappingOf(attributes: MappingAttributes): Mapping {
  const { identity_name, auth_policy_id, external_id } = attributes;
  return {
    identityNameField: IDENTITY_NAMES[identity_name as keyof typeof IDENTITY_NAMES],
    authPolicyId: auth_policy_id,
    externalIdField: EXTERNAL_ID_SOURCES[external_id.source as keyof typeof EXTERNAL_ID_SOURCES],
    externalIdCustomPath: external_id.path,
  };
}

/** The settings that the API gives, as a configuration would have them. */
export function mappingAttributes(mapping: Mapping): MappingAttributes {
  return {
    identity_name: nameOf(IDENTITY_NAMES, mapping.identityNameField),
    auth_policy_id: mapping.authPolicyId,
    external_id: {
      source: nameOf(EXTERNAL_ID_SOURCES, mapping.externalIdField),
      path: mapping.externalIdCustomPath,
    },
  };
}

function nameOf<Field extends string>(names: Readonly<Record<string, Field>>, field: Field): string {
  const found = Object.entries(names).find(([, value]) => value === field);
  // The contract allows no other value, so this is a field somebody forgot here.
  if (found === undefined) throw new TypeError(`no name for the mapping field ${field}`);
  return found[0];
}
