import { sql } from "kysely";
import type { Database } from "../store/database";
import { taken } from "./edge-error";

/** Tables whose rows have a name that is unique in the network. */
type NamedTable = "auth_policies" | "jwt_signers" | "identities";

/** A value that no other row of the network may have. */
export interface UniqueValue {
  readonly column: "name" | "external_id" | "issuer" | "kid" | "fingerprint";
  /** The name of the field in the API. */
  readonly field: string;
  /** Null is no value. Any number of rows may have none. */
  readonly value: string | null;
}

/**
 * Domain rules 16 and 21. Compares byte for byte.
 * @param ownId The row that is written. It may already have the values. Null for a new row.
 * @throws EdgeError COULD_NOT_VALIDATE that names the field and the row that has the value.
 */
export async function requireUniqueInNetwork(
  db: Database,
  table: NamedTable,
  { networkId, ownId }: { readonly networkId: string; readonly ownId: string | null },
  values: readonly UniqueValue[],
): Promise<void> {
  for (const { column, field, value } of values) {
    if (value === null) continue;
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from ${sql.table(table)}
      where network_id = ${networkId} and ${sql.ref(column)} = ${value}`.execute(db);
    const holder = rows.find(({ id }) => id !== ownId);
    if (holder !== undefined) throw taken(field, `${JSON.stringify(holder.name)} (${holder.id})`);
  }
}
