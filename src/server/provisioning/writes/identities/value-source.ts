import type { Mapping } from "../../../../contract/gateway/mapping";
import type { IntegrationRow } from "../../find-integration";

const NAME_ATTRIBUTE = {
  USER_NAME: "userName",
  DISPLAY_NAME: "displayName",
  FORMATTED_NAME: "name.formatted",
  NICK_NAME: "nickName",
} as const;

/** The attribute of a user that becomes the name of the identity. */
export function nameSource({ identity_name_field }: IntegrationRow): string {
  return NAME_ATTRIBUTE[identity_name_field as Mapping["identityNameField"]];
}

/** The attribute or path of a user that becomes the external ID of the identity. */
export function externalIdSource({ external_id_field, external_id_custom_path }: IntegrationRow): string {
  return {
    NONE: "external ID",
    USER_NAME: "userName",
    PRIMARY_EMAIL: "emails",
    CUSTOM: external_id_custom_path ?? "external ID",
  }[external_id_field as Mapping["externalIdField"]];
}
