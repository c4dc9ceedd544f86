import type { Tags } from "../../../contract/common";
import { TAG_INTEGRATION, TAG_USER } from "../../../contract/edge/identity-tag";
import { labelOf } from "../../provisioning/label";
import { readLedger, writeLedger } from "../../provisioning/writes/ledger-rows";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { editRoleAttributes, roleAttributesOf } from "../../sync/ledger";
import type { LedgerEntry } from "../../sync/types";
import { unknownId, unknownReference } from "../edge-error";
import { rowInNetwork } from "../row-in-network";
import { requireStoredText } from "../stored-text";
import { type IdentitySettings, storedOnlySettings } from "./identity-settings";

/** The settings in a row. The role attributes are null, because the ledger holds them. */
export function identityOf(row: Row<"identities">): IdentitySettings {
  return {
    ...storedOnlySettings(row.settings),
    name: row.name,
    isAdmin: row.is_admin === 1,
    authPolicyId: row.auth_policy_id,
    externalId: row.external_id,
    roleAttributes: null,
    tags: JSON.parse(row.tags) as Tags,
  };
}

/** The columns for the settings, without the role attributes. */
export function identityColumns(settings: IdentitySettings) {
  const { name, isAdmin, authPolicyId, externalId, roleAttributes: _attributes, tags, ...others } = settings;
  return {
    name,
    is_admin: isAdmin ? 1 : 0,
    auth_policy_id: authPolicyId,
    external_id: externalId,
    settings: JSON.stringify(others),
    tags: JSON.stringify(tags),
  };
}

/**
 * Rule 8: an edit does not change the two tags that name the integration and the SCIM user of an identity.
 */
export function withScimTags(row: Row<"identities">, tags: Tags): Tags {
  if (row.integration_id === null) return tags;
  const current = JSON.parse(row.tags) as Tags;
  const own = [TAG_INTEGRATION, TAG_USER].filter((name) => current[name] !== undefined);
  return { ...tags, ...Object.fromEntries(own.map((name) => [name, current[name] ?? null])) };
}

/** @throws EdgeError NOT_FOUND */
export async function identityRow(db: Database, networkId: string, id: string): Promise<Row<"identities">> {
  const row = await rowInNetwork(db, "identities", networkId, id);
  if (row === undefined) throw unknownId("identity", id);
  return row;
}

/** The names of the auth policies with these ids. Long ones are cut, because each identity repeats them. */
export async function policyNames(
  db: Database,
  networkId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("auth_policies")
    .select(["id", labelOf("name").as("name")])
    .where("network_id", "=", networkId)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** @throws EdgeError NOT_FOUND that names the field. */
export async function requirePolicy(db: Database, networkId: string, id: string): Promise<void> {
  const names = await policyNames(db, networkId, [id]);
  if (!names.has(id)) throw unknownReference("authPolicyId", "auth policy", id);
}

/** The role attributes of each identity: the union of all sources. */
export async function roleAttributesById(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (ids.length === 0) return new Map();
  const ledgers = new Map<string, LedgerEntry[]>(ids.map((id) => [id, []]));
  const rows = await db
    .selectFrom("identity_attributes")
    .selectAll()
    .where("identity_id", "in", ids)
    .execute();
  for (const { identity_id, source, source_id, value } of rows) {
    ledgers.get(identity_id)?.push({ source, sourceId: source_id, value });
  }
  return new Map([...ledgers].map(([id, ledger]) => [id, roleAttributesOf(ledger)]));
}

/** Rule 12: sets the role attributes that people gave. The ones that SCIM supplies stay. */
export async function editAttributes(
  db: Database,
  identityId: string,
  asked: readonly string[],
): Promise<void> {
  const ledger = await readLedger(db, identityId);
  const known = new Set(ledger.map(({ value }) => value));
  for (const value of asked.filter((one) => !known.has(one))) requireStoredText("roleAttributes", value);
  await writeLedger(db, identityId, editRoleAttributes(ledger, asked));
}
