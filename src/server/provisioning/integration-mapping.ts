import type { Mapping } from "../../contract/gateway/mapping";
import type { Row } from "../store/tables";

/** The mapping settings of a stored integration. */
export function mappingOf(row: Pick<Row<"integrations">, keyof ReturnType<typeof mappingColumns>>): Mapping {
  return {
    identityNameField: row.identity_name_field as Mapping["identityNameField"],
    identityNameConflict: row.identity_name_conflict as Mapping["identityNameConflict"],
    authPolicyId: row.auth_policy_id,
    externalIdField: row.external_id_field as Mapping["externalIdField"],
    externalIdCustomPath: row.external_id_custom_path,
  };
}

/** The columns that hold mapping settings. */
export function mappingColumns(mapping: Mapping) {
  return {
    identity_name_field: mapping.identityNameField,
    identity_name_conflict: mapping.identityNameConflict,
    auth_policy_id: mapping.authPolicyId,
    external_id_field: mapping.externalIdField,
    external_id_custom_path: mapping.externalIdCustomPath,
  };
}
