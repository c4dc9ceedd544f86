import type { Database } from "../../../store/database";
import { transact } from "../../../store/transact";

/** Domain rule 20: the SCIM user goes with its identity, which somebody has deleted at the controller. */
export function forgetDeletedIdentity(db: Database, controllerId: string): Promise<void> {
  return transact(db, async (transaction) => {
    const forgotten = await transaction
      .deleteFrom("deliveries")
      .where("controller_id", "=", controllerId)
      .returning("identity_id")
      .execute();
    for (const { identity_id } of forgotten) {
      await transaction.deleteFrom("identities").where("id", "=", identity_id).execute();
    }
  });
}
