import type { Database } from "../../store/database";
import { badFields } from "../problem";

/**
 * Domain rule 2: the auth policy of a mapping exists.
 * @param hasPolicy As the network's `authPolicyCheck` returns it.
 * @param field The field of the request that names the policy.
 * @throws Problem 400 that names the field.
 */
export async function requireAuthPolicy(
  hasPolicy: (db: Database) => Promise<boolean>,
  db: Database,
  authPolicyId: string,
  field: string,
): Promise<void> {
  if (await hasPolicy(db)) return;
  throw badFields([
    { field, reason: `names no auth policy of the network: ${JSON.stringify(authPolicyId)}` },
  ]);
}
