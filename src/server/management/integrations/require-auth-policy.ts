import type { Database } from "../../store/database";
import { badFields } from "../problem";

/**
 * Domain rule 2: the auth policy of a mapping exists.
 * @param field The field of the request that names the policy.
 * @throws Problem 400 that names the field.
 */
export async function requireAuthPolicy(
  db: Database,
  networkId: string,
  authPolicyId: string,
  field: string,
): Promise<void> {
  const policy = await db
    .selectFrom("auth_policies")
    .select("id")
    .where("network_id", "=", networkId)
    .where("id", "=", authPolicyId)
    .executeTakeFirst();
  if (policy !== undefined) return;
  throw badFields([
    { field, reason: `names no auth policy of the network: ${JSON.stringify(authPolicyId)}` },
  ]);
}
