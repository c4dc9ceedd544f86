import type { Database } from "./database";
import { type Query, query, type Soon, type Value } from "./query";
import type { Row } from "./tables";

/** Tables whose rows are changed in different columns each time. */
type Changing = "scim_users" | "scim_groups" | "identities";

type Columns = Readonly<Record<string, Value>>;

/**
 * What changes the row with the id in a table: only the columns that are given, by a statement that is kept for each set of
 * them. A statement that names a column has its indexes written anew, whether the value differs or not.
 */
export function changeRow<Table extends Changing>(
  table: Table,
): (db: Database, id: string, columns: Readonly<Partial<Row<Table>>>) => Soon<number> {
  const statements = new Map<string, Query<Columns, unknown>>();
  return (db, id, columns) => {
    const names = Object.keys(columns);
    const key = names.join();
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = update(table, names);
      statements.set(key, statement);
    }
    return statement.run(db, { ...(columns as Columns), id });
  };
}

/** Those of the columns that differ from what they were. */
export function differing<Some extends Columns>(before: Columns, after: Some): Partial<Some> {
  const entries = Object.entries(after).filter(([name, value]) => before[name] !== value);
  return Object.fromEntries(entries) as Partial<Some>;
}

function update(table: Changing, names: readonly string[]): Query<Columns, unknown> {
  return query((db, values: Columns) => {
    const changed = Object.fromEntries(names.map((name) => [name, values[name]]));
    return db
      .updateTable(table)
      .set(changed as Partial<Row<"identities">>)
      .where("id", "=", values.id as string);
  });
}
