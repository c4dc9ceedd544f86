import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { PieceSize } from "../../pace";
import type { Database } from "../../store/database";
import { textRows } from "../../store/text-rows";
import { type EdgeContext, sessionOf } from "../edge-session";
import { columnField, type FilterFields, inByteOrder } from "../filter/filter-fields";
import { bytesOf } from "../lists/fitting-keys";
import { readListQuery } from "../lists/list-query";
import { runList } from "../lists/run-list";

const FIELDS: FilterFields = {
  tagsColumn: null,
  fields: {
    id: columnField("text", "attribute.value"),
    name: columnField("text", "attribute.value"),
  },
};

/** `GET /identity-role-attributes` lists the role attributes of all identities of the network, each once. */
export function registerRoleAttributes(edge: FastifyInstance, { db }: EdgeContext): void {
  edge.get("/identity-role-attributes", async (request) => {
    const query = readListQuery(request);
    const values = await roleAttributesIn(db, sessionOf(request).networkId);
    const rows = db
      .selectFrom(
        db
          .selectFrom(textRows(db, values).as("known"))
          .select(inByteOrder(sql.ref<string>("known.value")).as("value"))
          .as("attribute"),
      )
      .select("attribute.value");
    const source = { rows, fields: FIELDS, key: "attribute.value", bytes: bytesOf("attribute.value") };
    return runList(source, query, (page) => page.map(({ value }) => value));
  });
}

/**
 * Reads the role attributes of all identities, each once. Each statement looks at a piece of the identities,
 * because no other request runs while SQLite executes one.
 */
async function roleAttributesIn(db: Database, networkId: string): Promise<string[]> {
  const values = new Set<string>();
  const size = new PieceSize();
  for (let after = ""; ; ) {
    const end = await endOfPiece(db, networkId, after, size.rows);
    let piece = db
      .selectFrom("identities")
      .innerJoin("identity_attributes", "identity_attributes.identity_id", "identities.id")
      .select("identity_attributes.value")
      .distinct()
      .where("identities.network_id", "=", networkId)
      .where("identities.id", ">", after);
    if (end !== null) piece = piece.where("identities.id", "<=", end);
    size.start();
    for (const { value } of await piece.execute()) values.add(value);
    if (end === null) return [...values];
    await size.end();
    after = end;
  }
}

/** The id of the last identity of a piece. Null when fewer are left. */
async function endOfPiece(
  db: Database,
  networkId: string,
  after: string,
  rows: number,
): Promise<string | null> {
  const end = await db
    .selectFrom("identities")
    .select("id")
    .where("network_id", "=", networkId)
    .where("id", ">", after)
    .orderBy("id")
    .limit(1)
    .offset(rows - 1)
    .executeTakeFirst();
  return end?.id ?? null;
}
