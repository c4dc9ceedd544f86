import type { AuthPolicySettings } from "../../../contract/edge/auth-policy";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { unknownId, unknownReference } from "../edge-error";
import { NAMES_SHOWN, type Referrers } from "../references";
import { rowInNetwork } from "../row-in-network";
import { signersNamed } from "./auth-policy-settings";

/** The settings in a row. */
export function authPolicyOf(row: Row<"auth_policies">): AuthPolicySettings {
  const { primary, secondary } = JSON.parse(row.settings) as Pick<
    AuthPolicySettings,
    "primary" | "secondary"
  >;
  return { name: row.name, primary, secondary, tags: JSON.parse(row.tags) as AuthPolicySettings["tags"] };
}

/** The columns for the settings. */
export function authPolicyColumns({ name, primary, secondary, tags }: AuthPolicySettings) {
  return { name, settings: JSON.stringify({ primary, secondary }), tags: JSON.stringify(tags) };
}

/** @throws EdgeError NOT_FOUND */
export async function authPolicyRow(
  db: Database,
  networkId: string,
  id: string,
): Promise<Row<"auth_policies">> {
  const row = await rowInNetwork(db, "auth_policies", networkId, id);
  if (row === undefined) throw unknownId("auth policy", id);
  return row;
}

/** Domain rule 23: the signers of a policy exist. @throws EdgeError NOT_FOUND that names field and id. */
export async function requireSigners(
  db: Database,
  networkId: string,
  settings: AuthPolicySettings,
): Promise<void> {
  const named = signersNamed(settings);
  if (named.length === 0) return;
  const rows = await db
    .selectFrom("jwt_signers")
    .select("id")
    .where("network_id", "=", networkId)
    .where("id", "in", named)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  const missing = named.find((id) => !known.has(id));
  if (missing === undefined) return;
  const isAllowed = settings.primary.extJwt.allowedSigners.includes(missing);
  const field = isAllowed ? "primary.extJwt.allowedSigners" : "secondary.requireExtJwtSigner";
  throw unknownReference(field, "external JWT signer", missing);
}

/** Domain rules 2 and 23: the identities, integrations and signers that use a policy. */
export async function referrersOfAuthPolicy(
  db: Database,
  networkId: string,
  id: string,
): Promise<Referrers[]> {
  const identities = db
    .selectFrom("identities")
    .where("network_id", "=", networkId)
    .where("auth_policy_id", "=", id);
  const someIdentities = await identities.select("name").orderBy("name").limit(NAMES_SHOWN).execute();
  const { total } = await identities
    .select((eb) => eb.fn.countAll<number | string | bigint>().as("total"))
    .executeTakeFirstOrThrow();
  const integrations = await db
    .selectFrom("integrations")
    .select("name")
    .where("network_id", "=", networkId)
    .where("auth_policy_id", "=", id)
    .orderBy("name")
    .execute();
  const signers = await db
    .selectFrom("jwt_signers")
    .select(["name", "settings"])
    .where("network_id", "=", networkId)
    .orderBy("name")
    .execute();
  const enrolling = signers.filter(
    ({ settings }) => (JSON.parse(settings) as { enrollAuthPolicyId?: string }).enrollAuthPolicyId === id,
  );
  return [
    {
      kind: ["identity", "identities"],
      names: someIdentities.map(({ name }) => name),
      total: Number(total),
    },
    {
      kind: ["SCIM integration", "SCIM integrations"],
      names: integrations.map(({ name }) => name),
      total: integrations.length,
    },
    {
      kind: ["external JWT signer", "external JWT signers"],
      names: enrolling.map(({ name }) => name),
      total: enrolling.length,
    },
  ];
}
