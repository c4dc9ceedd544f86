import type { Query, Soon } from "./query";
import { tableVersions } from "./sqlite/direct";
import type { TableVersions } from "./sqlite/table-versions";
import type { Tables } from "./tables";

/** How many rows of one statement are kept. */
const MOST = 1000;

interface Kept<Row> {
  readonly row: Row;
  readonly version: number;
}

/**
 * Keeps the row that a statement finds until a commit changes one of the tables: for rows that every request asks for and
 * hardly any changes. On PostgreSQL, where other copies of the server write, each is read anew.
 * @param tables Those that the statement reads, and those whose deletes reach them.
 * @param keyOf Tells the rows of the statement apart.
 */
export function kept<Shape, Row>(
  statement: Query<Shape, Row>,
  tables: readonly (keyof Tables)[],
  keyOf: (values: Shape) => string,
): Pick<Query<Shape, Row>, "first"> {
  const stores = new WeakMap<TableVersions, Map<string, Kept<Row>>>();
  const rowsUnder = (versions: TableVersions): Map<string, Kept<Row>> => {
    const known = stores.get(versions);
    if (known !== undefined) return known;
    const rows = new Map<string, Kept<Row>>();
    stores.set(versions, rows);
    return rows;
  };
  return {
    first(db, values): Soon<Row | undefined> {
      const versions = tableVersions(db);
      const version = versions?.of(tables) ?? null;
      if (versions === null || version === null) return statement.first(db, values);
      const rows = rowsUnder(versions);
      const key = keyOf(values);
      const known = rows.get(key);
      if (known?.version === version) return known.row;
      const row = statement.first(db, values);
      if (row === undefined || row instanceof Promise) return row;
      rows.delete(key);
      const [oldest] = rows.size >= MOST ? rows.keys() : [];
      if (oldest !== undefined) rows.delete(oldest);
      rows.set(key, { row, version });
      return row;
    },
  };
}
