import { uniquenessConflict } from "../../scim/scim-error";
import type { Scope } from "../scope";

/**
 * The error for a userName that another user of the integration has in any case. It names the way out when
 * that user is inactive. @returns null when the userName is free
 */
export async function takenUserName({ db, integrationId }: Scope, key: string) {
  const other = await db
    .selectFrom("scim_users")
    .select("active")
    .where("integration_id", "=", integrationId)
    .where("user_name_key", "=", key)
    .executeTakeFirst();
  if (other === undefined) return null;
  const detail = "userName: another user of this integration has it (case does not count)";
  const hint = "; that user is inactive: reactivate it, or delete it, then push again";
  return uniquenessConflict(other.active === 1 ? detail : detail + hint);
}
