import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { type EdgeContext, sessionOf } from "../edge-session";
import { columnField, type FilterFields, inByteOrder } from "../filter/filter-fields";
import { readListQuery } from "../list-query";
import { runList } from "../run-list";

const FIELDS: FilterFields = {
  tagsColumn: null,
  fields: {
    id: columnField("text", "attribute.value"),
    name: columnField("text", "attribute.value"),
  },
};

/** `GET /identity-role-attributes` lists the role attributes of all identities of the network, each once. */
export function registerRoleAttributes(edge: FastifyInstance, { db }: EdgeContext): void {
  edge.get("/identity-role-attributes", (request) => {
    const query = readListQuery(request);
    const { networkId } = sessionOf(request);
    const rows = db
      .selectFrom(
        db
          .selectFrom("identity_attributes")
          .innerJoin("identities", "identities.id", "identity_attributes.identity_id")
          .select(inByteOrder(sql.ref<string>("identity_attributes.value")).as("value"))
          .where("identities.network_id", "=", networkId)
          .distinct()
          .as("attribute"),
      )
      .select("attribute.value");
    return runList({ rows, fields: FIELDS, key: "attribute.value" }, query, (page) =>
      page.map(({ value }) => value),
    );
  });
}
