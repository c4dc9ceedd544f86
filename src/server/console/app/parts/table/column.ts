import type { ComponentChildren } from "preact";

/** One column of a list. */
export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** What the CSV file says. */
  readonly text: (row: Row) => string;
  /** The field of the API that the header sorts by. Without it, the header does not sort. */
  readonly sort?: string;
  readonly width?: "wide" | "narrow";
}
