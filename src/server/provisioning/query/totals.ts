import { query } from "../../store/query";
import type { Row } from "../../store/tables";

type Kind = Row<"scim_totals">["kind"];

/** How many users or groups an integration has, and how often that changed. Sums are texts on PostgreSQL. */
export const totalOf = query(
  (db, { integrationId, kind }: { readonly integrationId: string; readonly kind: Kind }) =>
    db
      .selectFrom("scim_totals")
      .select((eb) => [
        eb.fn.coalesce(eb.fn.sum("total"), eb.lit(0)).as("total"),
        eb.fn.coalesce(eb.fn.sum("changes"), eb.lit(0)).as("changes"),
      ])
      .where("integration_id", "=", integrationId)
      .where("kind", "=", kind),
);
