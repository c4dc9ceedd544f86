/**
 * The roles of the parts of a table. On a phone the style draws rows as blocks. A browser then forgets the
 * roles that elements have by themselves.
 */
export const ROLES = {
  table: "table",
  group: "rowgroup",
  row: "row",
  head: "columnheader",
  first: "rowheader",
  cell: "cell",
} as const;
