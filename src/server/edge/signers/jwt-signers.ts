import type { ManagedBy } from "../../../contract/managed-by";
import { showWithTools } from "../../managed-by/managed-objects";
import type { Row } from "../../store/tables";
import type { EdgeKind } from "../collection";
import { selfLink } from "../envelope";
import { columnField, type FilterFields, jsonField } from "../filter/filter-fields";
import { bytesOf } from "../lists/fitting-keys";
import { runList } from "../lists/run-list";
import { requireUnused } from "../references";
import { requireUniqueInNetwork } from "../unique-in-network";
import { patchedSigner, readSigner, type SignerToStore } from "./jwt-signer-settings";
import {
  certificateOf,
  referrersOfSigner,
  requireEnrollPolicy,
  signerColumns,
  signerOf,
  signerRow,
  uniqueValuesOf,
} from "./jwt-signer-store";

const MANAGED_AS = "jwt-signer";
const COLLECTION = "external-jwt-signers";

const setting = (type: "boolean" | "text" | "instant", name: string) =>
  jsonField(type, "jwt_signers.settings", [name]);

const FIELDS: FilterFields = {
  tagsColumn: "jwt_signers.tags",
  fields: {
    id: columnField("text", "jwt_signers.id"),
    name: columnField("text", "jwt_signers.name"),
    issuer: columnField("text", "jwt_signers.issuer"),
    fingerprint: columnField("text", "jwt_signers.fingerprint"),
    createdAt: columnField("instant", "jwt_signers.created_at"),
    updatedAt: columnField("instant", "jwt_signers.updated_at"),
    kid: setting("text", "kid"),
    audience: setting("text", "audience"),
    enabled: setting("boolean", "enabled"),
    jwksEndpoint: setting("text", "jwksEndpoint"),
    certPem: setting("text", "certPem"),
    commonName: setting("text", "commonName"),
    notBefore: setting("instant", "notBefore"),
    notAfter: setting("instant", "notAfter"),
    claimsProperty: setting("text", "claimsProperty"),
    useExternalId: setting("boolean", "useExternalId"),
    clientId: setting("text", "clientId"),
    externalAuthUrl: setting("text", "externalAuthUrl"),
    targetToken: setting("text", "targetToken"),
    enrollToCertEnabled: setting("boolean", "enrollToCertEnabled"),
    enrollToTokenEnabled: setting("boolean", "enrollToTokenEnabled"),
    enrollAuthPolicyId: setting("text", "enrollAuthPolicyId"),
  },
};

/** `/external-jwt-signers`. */
export const jwtSigners: EdgeKind<Row<"jwt_signers">, SignerToStore> = {
  collection: COLLECTION,
  managedAs: MANAGED_AS,
  list: (db, networkId, query) => {
    const rows = db.selectFrom("jwt_signers").selectAll().where("network_id", "=", networkId);
    const texts = ["name", "issuer", "settings", "tags"].map((column) => `jwt_signers.${column}`);
    const source = { rows, fields: FIELDS, key: "jwt_signers.id", bytes: bytesOf(...texts) };
    return runList(source, query, (page) => showWithTools(db, MANAGED_AS, page, view));
  },
  row: signerRow,
  show: async (db, row) => (await showWithTools(db, MANAGED_AS, [row], view))[0],
  read: readSigner,
  patched: (row, sent) => patchedSigner(signerOf(row), sent),

  async insert(db, { networkId, id, now }, signer) {
    await requireUniqueInNetwork(db, "jwt_signers", { networkId, ownId: null }, uniqueValuesOf(signer));
    await requireEnrollPolicy(db, networkId, signer.settings);
    await db
      .insertInto("jwt_signers")
      .values({ id, network_id: networkId, ...signerColumns(signer), created_at: now, updated_at: now })
      .execute();
  },

  async update(db, { networkId, id, now }, signer) {
    await requireUniqueInNetwork(db, "jwt_signers", { networkId, ownId: id }, uniqueValuesOf(signer));
    await requireEnrollPolicy(db, networkId, signer.settings);
    await db
      .updateTable("jwt_signers")
      .set({ ...signerColumns(signer), updated_at: now })
      .where("id", "=", id)
      .execute();
  },

  async remove(db, { id, name, network_id }) {
    const users = await referrersOfSigner(db, network_id, id);
    requireUnused(`the external JWT signer ${JSON.stringify(name)}`, users);
    await db.deleteFrom("jwt_signers").where("id", "=", id).execute();
  },
};

function view(row: Row<"jwt_signers">, managedBy: ManagedBy | null) {
  return {
    id: row.id,
    ...signerOf(row),
    ...certificateOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    managedBy,
    _links: { self: selfLink(COLLECTION, row.id) },
  };
}
