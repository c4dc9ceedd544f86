import { instant, secondsAfter } from "../../context";
import type { Disabling } from "../../signin/sign-in-network";
import type { Database } from "../../store/database";

/** An entry of the audit log is written in the transaction of its change, which takes less than this. */
const LONGEST_TRANSACTION_SECONDS = 600;

/**
 * Finds in the audit log who disabled an identity: a push of an integration, or an API account. Null when the
 * identity is not disabled.
 */
export async function disablingOf(
  db: Database,
  networkId: string,
  identityId: string,
): Promise<Disabling | null> {
  const identity = await db
    .selectFrom("identities")
    .select(["disabled_at", "disabled_until"])
    .where("network_id", "=", networkId)
    .where("id", "=", identityId)
    .executeTakeFirst();
  if (identity === undefined || identity.disabled_at === null) return null;
  const { disabled_at: at, disabled_until: until } = identity;
  return { at, until, by: await whoDisabled(db, networkId, identityId, at) };
}

async function whoDisabled(
  db: Database,
  networkId: string,
  identityId: string,
  at: string,
): Promise<Disabling["by"]> {
  const users = await db
    .selectFrom("scim_users")
    .select("id")
    .where("identity_id", "=", identityId)
    .execute();
  const entries = await db
    .selectFrom("audit_entries")
    .leftJoin("integrations", "integrations.id", "audit_entries.integration_id")
    .select([
      "audit_entries.kind",
      "action",
      "actor",
      "changed",
      "counts",
      "integration_id",
      "integrations.name",
    ])
    .where("audit_entries.network_id", "=", networkId)
    .where("at", ">=", at)
    .where("at", "<=", instant(secondsAfter(new Date(at), LONGEST_TRANSACTION_SECONDS)))
    .where(({ and, eb, or }) =>
      or([
        and([
          eb("target", "in", [identityId, ...users.map(({ id }) => id)]),
          eb("action", "in", ["identity.disable", "user.create", "user.update"]),
        ]),
        // It left the identity without its user, so no entry names the identity.
        eb("action", "=", "integration.delete"),
      ]),
    )
    .where("outcome", "=", "done")
    .orderBy("at", "desc")
    .orderBy("audit_entries.id", "desc")
    .execute();
  const [deletions, others] = [
    entries.filter(({ action }) => action === "integration.delete"),
    entries.filter(({ action }) => action !== "integration.delete"),
  ];
  for (const { kind, actor, changed, integration_id, name } of others) {
    if (kind === "management") return { kind: "account", clientId: actor };
    if (integration_id !== null && name !== null && (JSON.parse(changed) as string[]).includes("active"))
      return { kind: "integration", id: integration_id, name };
  }
  const deletion = deletions.findLast(({ counts }) => "disabled" in JSON.parse(counts));
  return deletion === undefined ? null : { kind: "deletion", clientId: deletion.actor };
}
