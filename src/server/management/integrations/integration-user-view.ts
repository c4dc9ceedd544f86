import { sql } from "kysely";
import { ATTRIBUTE_SOURCES, type IntegrationUser } from "../../../contract/gateway/integration-user";
import { instant } from "../../context";
import type { NetworkRefusal } from "../../network/network";
import { labelOf } from "../../provisioning/label";
import { textOrNull } from "../../provisioning/text-or-null";
import { isDisabled } from "../../provisioning/writes/identities/is-disabled";
import { MAX_INDEXED_TEXT } from "../../scim/size-limits";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";

type Attributes = IntegrationUser["attributes"];

/** SCIM users and their identities as the API shows them, in the order of the ids. Two queries for all. */
export async function viewUsers(db: Database, ids: readonly string[], now: Date): Promise<IntegrationUser[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("scim_users")
    .innerJoin("identities", "identities.id", "scim_users.identity_id")
    .leftJoin("deliveries", "deliveries.identity_id", "identities.id")
    .select(["deliveries.controller_id", "deliveries.state", "deliveries.since", "deliveries.refusal"])
    .select(["scim_users.id", "user_name", "scim_users.external_id", "active", "scim_users.identity_id"])
    .select(["scim_users.created_at", "last_modified", "disabled_at", "disabled_until"])
    .select(["identities.name as identity_name", "identities.external_id as identity_external_id"])
    // A user may have a longer one than the names that an index holds.
    .select(
      sql<string | null>`substr(json_extract(scim_users.attributes, '$."displayName"'), 1, ${sql.lit(
        MAX_INDEXED_TEXT,
      )})`.as("display_name"),
    )
    .where("scim_users.id", "in", ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const attributes = await attributesById(
    db,
    rows.map((row) => row.identity_id),
  );
  return ids.flatMap((id) => {
    const row = byId.get(id);
    // It was deleted meanwhile.
    if (row === undefined) return [];
    return {
      id,
      userName: row.user_name,
      displayName: textOrNull(row.display_name),
      externalId: row.external_id,
      active: row.active === 1,
      identityId: row.controller_id ?? row.identity_id,
      identityName: row.identity_name,
      identityExternalId: row.identity_external_id,
      identityDisabled: isDisabled(row, true, instant(now)),
      delivery: deliveryOf(row),
      attributes: attributes.get(row.identity_id) ?? [],
      createdAt: row.created_at,
      lastModified: row.last_modified,
    };
  });
}

/** Null on the embedded network, which notes no deliveries. */
function deliveryOf({
  state,
  since,
  refusal,
}: {
  readonly [Column in "state" | "since" | "refusal"]: Row<"deliveries">[Column] | null;
}): IntegrationUser["delivery"] {
  if (state === null || since === null) return null;
  const reason =
    state !== "refused" || refusal === null ? null : (JSON.parse(refusal) as NetworkRefusal).message;
  return { state, since, refusal: reason };
}

/** The attributes of each identity by value, with what supplies them (domain rules 12 and 13). */
async function attributesById(
  db: Database,
  identityIds: readonly string[],
): Promise<ReadonlyMap<string, Attributes>> {
  const entries = await db
    .selectFrom("identity_attributes")
    .leftJoin("scim_groups", (join) =>
      join.onRef("scim_groups.id", "=", "source_id").on("source", "=", "group"),
    )
    .select(["identity_id", "source", "source_id", "value", labelOf("display_name").as("group_name")])
    .where("identity_id", "in", identityIds)
    .execute();
  const byIdentity = new Map<string, Map<string, Attributes[number]["sources"]>>();
  for (const { identity_id, source: kind, source_id, value, group_name } of entries) {
    const byValue = byIdentity.get(identity_id) ?? new Map();
    byIdentity.set(identity_id, byValue);
    const sources = byValue.get(value) ?? [];
    byValue.set(value, sources);
    sources.push({
      kind,
      ...(kind === "group" && { groupId: source_id }),
      ...(group_name !== null && { groupName: group_name }),
      frozenName: value,
    });
  }
  return new Map([...byIdentity].map(([id, byValue]) => [id, inOrder(byValue)]));
}

function inOrder(byValue: ReadonlyMap<string, Attributes[number]["sources"]>): Attributes {
  const rank = (kind: Attributes[number]["sources"][number]["kind"]) => ATTRIBUTE_SOURCES.indexOf(kind);
  return [...byValue.keys()].sort().map((value) => ({
    value,
    sources: (byValue.get(value) ?? []).toSorted((a, b) => rank(a.kind) - rank(b.kind)),
  }));
}
