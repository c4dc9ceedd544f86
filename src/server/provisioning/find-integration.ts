import { ScimError } from "../scim/scim-error";
import type { Row } from "../store/tables";
import type { Scope } from "./scope";

const COLUMNS = [
  "id",
  "network_id",
  "identity_name_field",
  "identity_name_conflict",
  "auth_policy_id",
  "external_id_field",
  "external_id_custom_path",
  "adopt_identities",
] as const;

/** The columns of an integration that a write needs. */
export type IntegrationRow = Pick<Row<"integrations">, (typeof COLUMNS)[number]>;

/**
 * Reads the integration within the transaction.
 * @param hold The lock keeps the mapping as it is until the transaction ends. SCIM writes share it and do not
 *   wait for each other. Transactions that hold it `alone` wait for each other too.
 * @throws ScimError 404 when somebody has deleted it.
 */
export async function findIntegration(
  { db, integrationId }: Scope,
  hold: "shared" | "alone" = "shared",
): Promise<IntegrationRow> {
  const row = await db
    .selectFrom("integrations")
    .select(COLUMNS)
    .where("id", "=", integrationId)
    .$if(db.isTransaction, (found) => (hold === "alone" ? found.forNoKeyUpdate() : found.forKeyShare()))
    .executeTakeFirst();
  if (row === undefined) throw new ScimError(404, null, "the integration was deleted");
  return row;
}
