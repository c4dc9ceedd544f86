import type { FastifyInstance, FastifyRequest } from "fastify";
import { type SqlBool, sql } from "kysely";
import type { USER_SORTS } from "../../../contract/gateway/integration-user";
import { foldText } from "../../../contract/scim/fold-text";
import type { ServerContext } from "../../context";
import { MAX_INDEXED_TEXT } from "../../scim/size-limits";
import { pathValue, queryValue } from "../gateway-request";
import { pageOf, readPage, withFittingSize } from "../list-page";
import { viewUsers } from "./integration-user-view";
import { INTEGRATIONS_PATH } from "./integration-view";
import { integrationRow } from "./integrations";

const SORTABLE = {
  userName: "user_name_key",
  createdAt: "created_at",
  lastModified: "last_modified",
} as const satisfies Record<(typeof USER_SORTS)[number], string>;

/** What a user has in an answer beside its attributes, in bytes: ids, times and names, which are bounded. */
const FRAME = 8 * 1024;
/** What a source has in an answer beside its value and its group, in bytes. */
const SOURCE_FRAME = 128;

/** `GET /scim/v1/integrations/{id}/users`: who was pushed, and where each attribute of them comes from. */
export function registerIntegrationUsers(app: FastifyInstance, context: ServerContext): void {
  app.get(`${INTEGRATIONS_PATH}/:id/users`, async (request) => {
    const { id } = await integrationRow(context.db, pathValue(request, "id"));
    return listUsers(context, request, id);
  });
}

async function listUsers(context: ServerContext, request: FastifyRequest, integrationId: string) {
  const { db } = context;
  const asked = readPage(request, SORTABLE);
  let matching = db.selectFrom("scim_users").where("scim_users.integration_id", "=", integrationId);
  const part = foldText(queryValue(request, "nameContains") ?? "");
  if (part !== "") {
    // Removing the part changes a text that contains it. `like` would read wildcards in it.
    matching = matching.where(
      sql<SqlBool>`(replace(user_name_key, ${part}, '') <> user_name_key
        or coalesce(replace(display_name_key, ${part}, '') <> display_name_key, false))`,
    );
  }
  const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
  const page = withFittingSize(asked, FRAME + (await mostAttributeBytes(context, integrationId)));
  const found = await matching
    .select("id")
    .orderBy(page.sort.column, page.sort.direction)
    .orderBy("id")
    .limit(page.size)
    .offset(page.number * page.size)
    .execute();
  const ids = found.map(({ id }) => id);
  const scimUserList = await viewUsers(db, ids, context.clock());
  return { _embedded: { scimUserList }, page: pageOf(page, Number(total)) };
}

/**
 * The most bytes that the attributes of an identity of the integration have in an answer, with the groups that
 * supply them.
 */
async function mostAttributeBytes({ db }: ServerContext, integrationId: string): Promise<number> {
  // An attribute has the value, and each of its sources too. A group may be named as long as is allowed now.
  const sizes = db
    .selectFrom("identity_attributes")
    .select(
      sql<number>`sum(2 * octet_length(value) + octet_length(source_id) + ${sql.lit(SOURCE_FRAME)}
        + case when source = 'group' then ${sql.lit(MAX_INDEXED_TEXT)} else 0 end)`.as("bytes"),
    )
    .where("identity_id", "in", (eb) =>
      eb.selectFrom("scim_users").select("identity_id").where("integration_id", "=", integrationId),
    )
    .groupBy("identity_id")
    .as("sizes");
  const { most } = await db
    .selectFrom(sizes)
    .select((eb) => eb.fn.max("bytes").as("most"))
    .executeTakeFirstOrThrow();
  return Number(most ?? 0);
}
