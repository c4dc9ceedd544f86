import type {
  ExternalIdField,
  IdentityNameConflict,
  IdentityNameField,
  Mapping,
  MappingAnswer,
} from "../../contract/gateway/mapping";

/** The values of `identity_name`, with the API's names. */
export const IDENTITY_NAMES = {
  user_name: "USER_NAME",
  display_name: "DISPLAY_NAME",
  formatted_name: "FORMATTED_NAME",
  nick_name: "NICK_NAME",
} as const satisfies Readonly<Record<string, IdentityNameField>>;

/** The values of `identity_name_conflict`, with the API's names. */
export const NAME_CONFLICTS = {
  refuse: "refuse",
  user_name: "userName",
} as const satisfies Readonly<Record<string, IdentityNameConflict>>;

/** The values of `external_id.source`, with the API's names. */
export const EXTERNAL_ID_SOURCES = {
  none: "NONE",
  user_name: "USER_NAME",
  primary_email: "PRIMARY_EMAIL",
  custom: "CUSTOM",
} as const satisfies Readonly<Record<string, ExternalIdField>>;

/** The mapping settings in the words of a configuration. */
export interface MappingAttributes {
  readonly identity_name: string;
  readonly identity_name_conflict: string;
  readonly auth_policy_id: string;
  readonly external_id: { readonly source: string; readonly path: string | null };
}

/** The settings that a plan asks for, as the API takes them. The schema has checked the choices. */
export function mappingOf(attributes: MappingAttributes): Mapping {
  const { identity_name, identity_name_conflict, auth_policy_id, external_id } = attributes;
  return {
    identityNameField: IDENTITY_NAMES[identity_name as keyof typeof IDENTITY_NAMES],
    identityNameConflict: NAME_CONFLICTS[identity_name_conflict as keyof typeof NAME_CONFLICTS],
    authPolicyId: auth_policy_id,
    externalIdField: EXTERNAL_ID_SOURCES[external_id.source as keyof typeof EXTERNAL_ID_SOURCES],
    externalIdCustomPath: external_id.path,
  };
}

/**
 * The settings that the API returns, in the words of a configuration. A value of a newer API stays as it is.
 */
export function mappingAttributes(mapping: MappingAnswer): MappingAttributes {
  return {
    identity_name: nameOf(IDENTITY_NAMES, mapping.identityNameField),
    identity_name_conflict: nameOf(NAME_CONFLICTS, mapping.identityNameConflict),
    auth_policy_id: mapping.authPolicyId,
    external_id: {
      source: nameOf(EXTERNAL_ID_SOURCES, mapping.externalIdField),
      path: mapping.externalIdCustomPath,
    },
  };
}

function nameOf(names: Readonly<Record<string, string>>, field: string): string {
  const found = Object.entries(names).find(([, value]) => value === field);
  return found === undefined ? field : found[0];
}
