import type { Row } from "../../store/tables";
import type { Scope } from "../scope";

/** The number of users or groups of the integration. Triggers keep it, so this counts no rows. */
export async function totalOf(
  { db, integrationId }: Scope,
  kind: Row<"scim_totals">["kind"],
): Promise<number> {
  const row = await db
    .selectFrom("scim_totals")
    .select((eb) => eb.fn.sum("total").as("total"))
    .where("integration_id", "=", integrationId)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return Number(row?.total ?? 0);
}
