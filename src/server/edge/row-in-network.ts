import type { Database } from "../store/database";
import type { Row } from "../store/tables";

type EdgeTable = "auth_policies" | "jwt_signers" | "identities";

/** The row of a network with that id. Undefined when there is none. A transaction locks the row. */
export function rowInNetwork<Table extends EdgeTable>(
  db: Database,
  table: Table,
  networkId: string,
  id: string,
): Promise<Row<Table> | undefined> {
  return db
    .selectFrom(table as EdgeTable)
    .selectAll()
    .where("network_id", "=", networkId)
    .where("id", "=", id)
    .$if(db.isTransaction, (query) => query.forNoKeyUpdate())
    .executeTakeFirst() as Promise<Row<Table> | undefined>;
}
