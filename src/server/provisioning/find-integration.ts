import { ScimError } from "../scim/scim-error";
import type { Row } from "../store/tables";
import type { Scope } from "./scope";

const COLUMNS = [
  "id",
  "network_id",
  "identity_name_field",
  "auth_policy_id",
  "external_id_field",
  "external_id_custom_path",
] as const;

/** What a write has to know of its integration. */
export type IntegrationRow = Pick<Row<"integrations">, (typeof COLUMNS)[number]>;

/** The integration as it is in this transaction. @throws ScimError 404 when it was deleted meanwhile. */
export async function findIntegration({ db, integrationId }: Scope): Promise<IntegrationRow> {
  const row = await db
    .selectFrom("integrations")
    .select(COLUMNS)
    .where("id", "=", integrationId)
    // Its mapping does not change before this work is done. Other writes take the same lock and do not wait.
    .$if(db.isTransaction, (found) => found.forKeyShare())
    .executeTakeFirst();
  if (row === undefined) throw new ScimError(404, null, "the integration was deleted");
  return row;
}
