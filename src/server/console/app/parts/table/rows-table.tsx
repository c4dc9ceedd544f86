import type { Column } from "./column";
import { ROLES } from "./roles";

interface Props<Row> {
  /** What the table lists, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** As in `name,asc`. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly isStale: boolean;
}

/** The rows of a list. The first column names the row. */
export function RowsTable<Row>({ label, columns, rows, rowKey, sort, onSort, isStale }: Props<Row>) {
  const [field, direction] = sort.split(",");
  return (
    <table role={ROLES.table} aria-label={label} aria-busy={isStale} class={isStale ? "stale" : undefined}>
      <thead role={ROLES.group}>
        <tr role={ROLES.row}>
          {columns.map((column) => (
            <th
              key={column.label}
              role={ROLES.head}
              scope="col"
              class={column.width}
              aria-sort={
                column.sort !== field ? undefined : direction === "desc" ? "descending" : "ascending"
              }
            >
              {column.sort === undefined ? (
                column.label
              ) : (
                <button
                  type="button"
                  onClick={() =>
                    onSort(`${column.sort},${column.sort === field && direction === "asc" ? "desc" : "asc"}`)
                  }
                >
                  {column.label}
                </button>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role={ROLES.group}>
        {rows.map((row) => (
          <tr key={rowKey(row)} role={ROLES.row}>
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.label} role={ROLES.first} scope="row" data-label={column.label}>
                  <div class="cell" title={column.text(row)}>
                    {column.cell(row)}
                  </div>
                </th>
              ) : (
                <td key={column.label} role={ROLES.cell} data-label={column.label}>
                  <div class="cell">{column.cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
