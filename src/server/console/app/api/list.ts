/** What a list asks for: one page of what a person searched, in an order. */
export interface ListQuery {
  /** Empty: everything. */
  readonly search: string;
  /** A field of the API and `asc` or `desc`, as in `name,asc`. */
  readonly sort: string;
  /** Counts from 1. */
  readonly page: number;
  readonly size: number;
  /** Further filters of the view, by name. */
  readonly filters: Readonly<Record<string, string>>;
}

/** One page of a list, and how many rows all pages have. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** How many rows a page has. The server may give fewer than asked, when rows are large. */
  readonly size: number;
}
