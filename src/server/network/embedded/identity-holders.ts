import { Pace } from "../../pace";
import type { Database } from "../../store/database";
import type { TakenValues } from "../../sync/plan-mapping";
import type {
  AskingIntegration,
  IdentityHolder,
  NetworkIdentities,
  UnownedIdentity,
} from "../network-identities";

/** How many rows one statement reads. SQLite answers no other request meanwhile. */
const PIECE = 200;

const STATE = [
  ...(["id", "name", "external_id", "disabled_at", "disabled_until"] as const),
  ...(["is_admin", "settings", "tags"] as const),
] as const;

/** The identities of the network that have one of the names or the external ID. */
export async function findHolders(
  db: Database,
  networkId: string,
  { names, externalId }: Parameters<NetworkIdentities["holders"]>[2],
): Promise<IdentityHolder[]> {
  if (names.length === 0 && externalId === null) return [];
  return db
    .selectFrom("identities")
    .select([...STATE, "integration_id"])
    .where("network_id", "=", networkId)
    .where((eb) =>
      eb.or([
        ...names.map((name) => eb("name", "=", name)),
        ...(externalId ? [eb("external_id", "=", externalId)] : []),
      ]),
    )
    .execute();
}

/** The identity with the value that no integration owns. Locks it. */
export async function findUnowned(
  db: Database,
  networkId: string,
  by: Parameters<NetworkIdentities["unowned"]>[2],
  value: string,
): Promise<UnownedIdentity | null> {
  const row = await db
    .selectFrom("identities")
    .select([...STATE, "auth_policy_id"])
    .where("network_id", "=", networkId)
    .where(by === "name" ? "name" : "external_id", "=", value)
    .where("integration_id", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Reads the values of the identities of the network that are not the integration's. */
export async function valuesOfOthers(db: Database, integration: AskingIntegration): Promise<TakenValues> {
  const pace = new Pace();
  const taken = { names: new Set<string>(), externalIds: new Set<string>() };
  for (let after = ""; ; ) {
    const others = await db
      .selectFrom("identities")
      .select(["name", "external_id", "integration_id"])
      .where("network_id", "=", integration.network_id)
      // An index holds the names of a network in their order.
      .where("name", ">", after)
      .orderBy("name")
      .limit(PIECE)
      .execute();
    for (const { name, external_id, integration_id } of others) {
      if (integration_id === integration.id) continue;
      taken.names.add(name);
      if (external_id !== null) taken.externalIds.add(external_id);
    }
    const last = others.at(-1);
    if (last === undefined) return taken;
    after = last.name;
    await pace.giveWay();
  }
}
