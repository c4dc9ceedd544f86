import { type SqlBool, sql } from "kysely";
import { isDisabled } from "../../provisioning/writes/identities/is-disabled";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import type { EdgeKind } from "../collection";
import { entityRef, selfLink } from "../envelope";
import { columnField, type FilterFields, type SetField } from "../filter/filter-fields";
import { bytesOf } from "../lists/fitting-keys";
import { withRoles } from "../lists/list-query";
import { runList } from "../lists/run-list";
import { requireUniqueInNetwork, type UniqueValue } from "../unique-in-network";
import { type IdentitySettings, patchedIdentity, readIdentity } from "./identity-settings";
import {
  editAttributes,
  identityColumns,
  identityOf,
  identityRow,
  policyNames,
  requirePolicy,
  roleAttributesById,
  withScimTags,
} from "./identity-store";

const COLLECTION = "identities";
const IDENTITY_TYPE = "Default";

const roleAttributes: SetField = {
  type: "set",
  some: (condition) =>
    sql<SqlBool>`exists (select 1 from identity_attributes as attribute
      where attribute.identity_id = identities.id and ${condition(columnField("text", "attribute.value"))})`,
};

const FIELDS: FilterFields = {
  tagsColumn: "identities.tags",
  fields: {
    id: columnField("text", "identities.id"),
    name: columnField("text", "identities.name"),
    externalId: columnField("text", "identities.external_id"),
    authPolicyId: columnField("text", "identities.auth_policy_id"),
    isAdmin: columnField("boolean", "identities.is_admin"),
    type: { type: "text", expression: sql.lit(IDENTITY_TYPE) },
    roleAttributes,
    createdAt: columnField("instant", "identities.created_at"),
    updatedAt: columnField("instant", "identities.updated_at"),
  },
};

const TEXTS = ["name", "external_id", "settings", "tags"].map((column) => `identities.${column}`);
const BYTES = sql<number>`(${bytesOf(...TEXTS)} + (
  select coalesce(sum(octet_length(attribute.value)), 0) from identity_attributes as attribute
  where attribute.identity_id = identities.id))`;

/** `/identities`. */
export const identities: EdgeKind<Row<"identities">, IdentitySettings> = {
  collection: COLLECTION,
  managedAs: null,
  list: (db, networkId, query, now) => {
    const rows = db.selectFrom("identities").selectAll().where("network_id", "=", networkId);
    const source = { rows, fields: FIELDS, key: "identities.id", bytes: BYTES, isLarge: true };
    return runList(source, withRoles(query), (page) => views(db, networkId, page, now));
  },
  row: identityRow,
  show: async (db, row, now) => (await views(db, row.network_id, [row], now))[0],
  read: readIdentity,
  patched: (row, sent) => patchedIdentity(identityOf(row), sent),

  async insert(db, { networkId, id, now }, settings) {
    await requireUniqueInNetwork(db, "identities", { networkId, ownId: null }, uniqueValuesOf(settings));
    await requirePolicy(db, networkId, settings.authPolicyId);
    await db
      .insertInto("identities")
      .values({
        id,
        network_id: networkId,
        ...identityColumns(settings),
        disabled_at: null,
        disabled_until: null,
        integration_id: null,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await editAttributes(db, id, settings.roleAttributes ?? []);
  },

  // Rule 18: PUT and PATCH never disable or enable an identity. The PUT of a real controller does.
  async update(db, { networkId, id, now }, settings, row) {
    await requireUniqueInNetwork(db, "identities", { networkId, ownId: id }, uniqueValuesOf(settings));
    await requirePolicy(db, networkId, settings.authPolicyId);
    const edited = { ...settings, tags: withScimTags(row, settings.tags) };
    await db
      .updateTable("identities")
      .set({ ...identityColumns(edited), updated_at: now })
      .where("id", "=", id)
      .execute();
    if (settings.roleAttributes !== null) await editAttributes(db, id, settings.roleAttributes);
  },

  // Rule 20: the database deletes the SCIM user together with its identity.
  async remove(db, { id }) {
    await db.deleteFrom("identities").where("id", "=", id).execute();
  },
};

/** Domain rule 21: the values that no other identity of the network may have. */
function uniqueValuesOf({ name, externalId }: IdentitySettings): UniqueValue[] {
  return [
    { column: "name", field: "name", value: name },
    { column: "external_id", field: "externalId", value: externalId },
  ];
}

async function views(db: Database, networkId: string, rows: readonly Row<"identities">[], now: Date) {
  const attributes = await roleAttributesById(
    db,
    rows.map(({ id }) => id),
  );
  const policies = await policyNames(
    db,
    networkId,
    rows.map((row) => row.auth_policy_id),
  );
  return rows.map((row) => view(row, attributes.get(row.id) ?? [], policies, now));
}

function view(
  row: Row<"identities">,
  attributes: readonly string[],
  policies: ReadonlyMap<string, string>,
  now: Date,
) {
  const policyId = row.auth_policy_id;
  return {
    id: row.id,
    ...identityOf(row),
    roleAttributes: attributes,
    type: entityRef("identity-types", IDENTITY_TYPE, IDENTITY_TYPE),
    typeId: IDENTITY_TYPE,
    authPolicy: entityRef("auth-policies", policyId, policies.get(policyId) ?? ""),
    disabled: isDisabled(row, true, now.toISOString()),
    disabledAt: row.disabled_at,
    disabledUntil: row.disabled_until,
    isDefaultAdmin: false,
    isMfaEnabled: false,
    hasApiSession: false,
    hasEdgeRouterConnection: false,
    edgeRouterConnectionStatus: "unknown",
    authenticators: {},
    enrollment: {},
    envInfo: {},
    sdkInfo: {},
    interfaces: [],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    _links: {
      self: selfLink(COLLECTION, row.id),
      "auth-policies": selfLink("auth-policies", policyId),
    },
  };
}
