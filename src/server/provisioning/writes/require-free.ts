import type { Mapping } from "../../../contract/gateway/mapping";
import { type ScimError, uniquenessConflict } from "../../scim/scim-error";
import type { Row } from "../../store/tables";
import { maskPersonal } from "../../sync/mask";
import type { IdentityDraft } from "../../sync/types";
import type { IntegrationRow } from "../find-integration";
import type { Scope } from "../scope";

const NAME_ATTRIBUTE = {
  USER_NAME: "userName",
  DISPLAY_NAME: "displayName",
  FORMATTED_NAME: "name.formatted",
  NICK_NAME: "nickName",
} as const;

const USER_NAME_TAKEN = "userName: another user of this integration has it (case does not count)";

/** Requires that no other user has the userName in any case. @throws ScimError 409 */
export async function requireFreeUserName({ db, integrationId }: Scope, key: string): Promise<void> {
  const other = await db
    .selectFrom("scim_users")
    .select("id")
    .where("integration_id", "=", integrationId)
    .where("user_name_key", "=", key)
    .executeTakeFirst();
  if (other !== undefined) throw uniquenessConflict(USER_NAME_TAKEN);
}

/**
 * Domain rules 9 and 10: the name and the external ID of an identity are unique in the network.
 * @param ownId The identity that the draft is for. Null for a new one.
 * @throws ScimError 409 that names the attribute and the owner of the value. It masks the owner's name,
 *   because the caller may not be allowed to see it.
 */
export async function requireFreeIdentity(
  { db, warn }: Scope,
  integration: IntegrationRow,
  draft: IdentityDraft,
  ownId: string | null,
): Promise<void> {
  const { name, externalId } = draft;
  const rows = await db
    .selectFrom("identities")
    .select(["id", "name", "integration_id"])
    .where("network_id", "=", integration.network_id)
    .where((eb) =>
      eb.or([eb("name", "=", name), ...(externalId === null ? [] : [eb("external_id", "=", externalId)])]),
    )
    .execute();
  const others = rows.filter((row) => row.id !== ownId);
  const sameName = others.find((row) => row.name === name);
  if (sameName !== undefined) {
    throw refused(warn, 9, `${nameClash(integration)} ${ownerOf(sameName, integration)} has it`);
  }
  const [sameExternalId] = others;
  if (sameExternalId !== undefined) {
    throw refused(warn, 10, `${externalIdClash(integration)} ${ownerOf(sameExternalId, integration)} has it`);
  }
}

/** Makes the error for a refused push, and logs it with its rule. */
function refused(warn: Scope["warn"], rule: number, detail: string): ScimError {
  warn({ rule, message: `push refused: ${detail}` });
  return uniquenessConflict(detail);
}

function nameClash({ identity_name_field }: IntegrationRow): string {
  const attribute = NAME_ATTRIBUTE[identity_name_field as Mapping["identityNameField"]];
  return `${attribute}: it becomes the identity's name, which is unique in the network;`;
}

function externalIdClash({ external_id_field, external_id_custom_path }: IntegrationRow): string {
  const source = {
    NONE: "external ID",
    USER_NAME: "userName",
    PRIMARY_EMAIL: "emails",
    CUSTOM: external_id_custom_path ?? "external ID",
  }[external_id_field as Mapping["externalIdField"]];
  return `${source}: it becomes the identity's external ID, which is unique in the network;`;
}

function ownerOf(
  { name, integration_id }: Pick<Row<"identities">, "name" | "integration_id">,
  integration: IntegrationRow,
): string {
  const masked = JSON.stringify(maskPersonal(name));
  if (integration_id === null) return `the identity ${masked}, which no integration made,`;
  const whose = integration_id === integration.id ? "this" : "another";
  return `the identity ${masked} of ${whose} integration`;
}
