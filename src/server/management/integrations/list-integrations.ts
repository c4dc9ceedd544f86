import type { FastifyRequest } from "fastify";
import { type Expression, type SqlBool, sql } from "kysely";
import type { INTEGRATION_SORTS } from "../../../contract/gateway/integration";
import { foldText } from "../../../contract/scim/fold-text";
import type { ServerContext } from "../../context";
import type { Database } from "../../store/database";
import { textRows } from "../../store/text-rows";
import { queryValue } from "../gateway-request";
import { pageOf, readPage, withFittingSize } from "../list-page";
import { FIGURES } from "./integration-figures";
import { viewIntegrations } from "./integration-view";

/** What an integration has in an answer beside its name and path, in bytes: ids, URLs, tokens and tool. */
const FRAME = 5120;

const SORTABLE = {
  name: () => sql.ref("integrations.name"),
  createdAt: () => sql.ref("integrations.created_at"),
  updatedAt: () => sql.ref("integrations.updated_at"),
  ...FIGURES,
} satisfies Record<(typeof INTEGRATION_SORTS)[number], (now: Date) => Expression<unknown>>;

/** Answers `GET /scim/v1/integrations`: one page of the integrations that the query selects. */
export async function listIntegrations(context: ServerContext, request: FastifyRequest) {
  const { db } = context;
  const asked = readPage<(now: Date) => Expression<unknown>>(request, SORTABLE);
  let matching = db.selectFrom("integrations");
  const networkId = queryValue(request, "networkId");
  if (networkId !== undefined) matching = matching.where("network_id", "=", networkId);
  const name = queryValue(request, "name");
  if (name !== undefined) matching = matching.where("name", "=", name);
  const part = queryValue(request, "nameContains");
  if (part !== undefined) {
    matching = matching.where(sql<SqlBool>`id in ${textRows(db, await idsNamed(db, part))}`);
  }
  const { total, longest } = await matching
    .select((eb) => [
      eb.fn.countAll().as("total"),
      eb.fn
        .max(sql<number>`octet_length(name) + coalesce(octet_length(external_id_custom_path), 0)`)
        .as("longest"),
    ])
    .executeTakeFirstOrThrow();
  const page = withFittingSize(asked, FRAME + Number(longest));
  const { column: orderAt, direction } = page.sort;
  const rows = await matching
    .selectAll()
    .orderBy(orderAt(context.clock()), (by) => (direction === "asc" ? by.asc() : by.desc()).nullsLast())
    .orderBy("id")
    .limit(page.size)
    .offset(page.number * page.size)
    .execute();
  const integrationList = await viewIntegrations(context, db, rows);
  return { _embedded: { integrationList }, page: pageOf(page, Number(total)) };
}

/**
 * The integrations whose name contains a text, in any case. No engine folds the case of all letters, so this
 * reads the names.
 */
async function idsNamed(db: Database, part: string): Promise<string[]> {
  const wanted = foldText(part);
  const rows = await db.selectFrom("integrations").select(["id", "name"]).execute();
  return rows.filter(({ name }) => foldText(name).includes(wanted)).map(({ id }) => id);
}
