import type { AuthPolicySettings } from "../../../contract/edge/auth-policy";
import { DEFAULT_AUTH_POLICY_ID } from "../../../contract/gateway/mapping";
import type { ManagedBy } from "../../../contract/managed-by";
import { showWithTools } from "../../managed-by/managed-objects";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import type { EdgeKind, Target } from "../collection";
import { EdgeError } from "../edge-error";
import { selfLink } from "../envelope";
import { columnField, type FilterFields, jsonField } from "../filter/filter-fields";
import { bytesOf } from "../lists/fitting-keys";
import { runList } from "../lists/run-list";
import { requireUnused } from "../references";
import { requireUniqueInNetwork } from "../unique-in-network";
import { patchedAuthPolicy, readAuthPolicy } from "./auth-policy-settings";
import {
  authPolicyColumns,
  authPolicyOf,
  authPolicyRow,
  referrersOfAuthPolicy,
  requireSigners,
} from "./auth-policy-store";

const MANAGED_AS = "auth-policy";
const COLLECTION = "auth-policies";

const setting = (type: "boolean" | "number" | "text", path: string) =>
  jsonField(type, "auth_policies.settings", path.split("."));

const FIELDS: FilterFields = {
  tagsColumn: "auth_policies.tags",
  fields: {
    id: columnField("text", "auth_policies.id"),
    name: columnField("text", "auth_policies.name"),
    createdAt: columnField("instant", "auth_policies.created_at"),
    updatedAt: columnField("instant", "auth_policies.updated_at"),
    "primary.cert.allowed": setting("boolean", "primary.cert.allowed"),
    "primary.cert.allowExpiredCerts": setting("boolean", "primary.cert.allowExpiredCerts"),
    "primary.extJwt.allowed": setting("boolean", "primary.extJwt.allowed"),
    "primary.updb.allowed": setting("boolean", "primary.updb.allowed"),
    "primary.updb.minPasswordLength": setting("number", "primary.updb.minPasswordLength"),
    "primary.updb.requireSpecialChar": setting("boolean", "primary.updb.requireSpecialChar"),
    "primary.updb.requireNumberChar": setting("boolean", "primary.updb.requireNumberChar"),
    "primary.updb.requireMixedCase": setting("boolean", "primary.updb.requireMixedCase"),
    "primary.updb.maxAttempts": setting("number", "primary.updb.maxAttempts"),
    "primary.updb.lockoutDurationMinutes": setting("number", "primary.updb.lockoutDurationMinutes"),
    "secondary.requireTotp": setting("boolean", "secondary.requireTotp"),
    "secondary.requireExtJwtSigner": setting("text", "secondary.requireExtJwtSigner"),
  },
};

/** `/auth-policies`. */
export const authPolicies: EdgeKind<Row<"auth_policies">, AuthPolicySettings> = {
  collection: COLLECTION,
  managedAs: MANAGED_AS,
  list: (db, networkId, query) => {
    const rows = db.selectFrom("auth_policies").selectAll().where("network_id", "=", networkId);
    const texts = ["name", "settings", "tags"].map((column) => `auth_policies.${column}`);
    const source = { rows, fields: FIELDS, key: "auth_policies.id", bytes: bytesOf(...texts) };
    return runList(source, query, (page) => showWithTools(db, MANAGED_AS, page, view));
  },
  row: authPolicyRow,
  show: async (db, row) => (await showWithTools(db, MANAGED_AS, [row], view))[0],
  read: readAuthPolicy,
  patched: (row, sent) => patchedAuthPolicy(authPolicyOf(row), sent),

  async insert(db, target, settings) {
    await requireUniqueNameAndSigners(db, { ...target, ownId: null }, settings);
    const { networkId, id, now } = target;
    await db
      .insertInto("auth_policies")
      .values({
        id,
        network_id: networkId,
        ...authPolicyColumns(settings),
        created_at: now,
        updated_at: now,
      })
      .execute();
  },

  async update(db, target, settings) {
    await requireUniqueNameAndSigners(db, { ...target, ownId: target.id }, settings);
    await db
      .updateTable("auth_policies")
      .set({ ...authPolicyColumns(settings), updated_at: target.now })
      .where("network_id", "=", target.networkId)
      .where("id", "=", target.id)
      .execute();
  },

  async remove(db, { id, name, network_id }) {
    if (id === DEFAULT_AUTH_POLICY_ID) {
      throw new EdgeError(
        "CAN_NOT_DELETE_REFERENCED_ENTITY",
        "the default auth policy of a network cannot be deleted; change it instead",
      );
    }
    const users = await referrersOfAuthPolicy(db, network_id, id);
    requireUnused(`the auth policy ${JSON.stringify(name)}`, users);
    await db.deleteFrom("auth_policies").where("network_id", "=", network_id).where("id", "=", id).execute();
  },
};

async function requireUniqueNameAndSigners(
  db: Database,
  { networkId, ownId }: Pick<Target, "networkId"> & { readonly ownId: string | null },
  settings: AuthPolicySettings,
): Promise<void> {
  const name = { column: "name", field: "name", value: settings.name } as const;
  await requireUniqueInNetwork(db, "auth_policies", { networkId, ownId }, [name]);
  await requireSigners(db, networkId, settings);
}

function view(row: Row<"auth_policies">, managedBy: ManagedBy | null) {
  return {
    id: row.id,
    ...authPolicyOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    managedBy,
    _links: { self: selfLink(COLLECTION, row.id) },
  };
}
