import { type RawBuilder, sql } from "kysely";
import type { ListStart, Place, ResourceOrder, ResourceQuery } from "../../scim/backend";
import { type Database, engineOf } from "../../store/database";
import type { Condition, Test } from "./lookup";
import type { Searchable } from "./plan-filter";
import type { Candidate } from "./residual-filter";
import { orderBy, type SortColumn } from "./sort-columns";

/** A list of one kind of resource. */
export interface ListSource<Kind> {
  readonly table: "scim_users" | "scim_groups";
  readonly selection: (db: Database) => readonly RawBuilder<unknown>[];
  readonly searchable: Searchable;
  /** The resource as filters see it, as far as its own row knows. */
  readonly candidateOf: (row: Kind) => Candidate;
}

/** The rows of one list, in their order. */
export interface List<Kind> {
  readonly db: Database;
  readonly source: ListSource<Kind>;
  readonly column: SortColumn;
  readonly order: ResourceOrder;
  /** The integration, and what the database knows of the filter. */
  readonly conditions: readonly Condition[];
}

interface Piece {
  /** Where to begin; empty at the start of the list. */
  readonly begun: readonly Condition[];
  readonly skip: number;
  readonly limit: number;
  /** Conditions to be answered for each row, as columns called {@link flagName}. */
  readonly flags?: readonly Condition[];
}

/** A query for what comes after a place, or after some. */
export interface OnwardQuery extends ResourceQuery {
  readonly start: Exclude<ListStart, { readonly before: Place }>;
}

export interface RowPage<Kind> {
  readonly rows: readonly Kind[];
  readonly total: number | null;
  readonly last: Place | null;
}

/** Under which name the column stands that a list is sorted by, unless it is the id. */
const SORT_KEY = "sort_key";

export const flagName = (at: number) => `matches_${at}`;

/** Selects some rows of a list. */
export function selectPiece<Kind>(
  { db, source, column, order, conditions }: List<Kind>,
  { begun, skip, limit, flags = [] }: Piece,
): RawBuilder<Kind> {
  const { table } = source;
  const columns: RawBuilder<unknown>[] = [
    ...source.selection(db),
    ...(column.name === "id" ? [] : [sql`${sql.ref(`${table}.${column.name}`)} as ${sql.ref(SORT_KEY)}`]),
    ...flags.map((flag, at) => sql`case when ${flag} then 1 else 0 end as ${sql.ref(flagName(at))}`),
  ];
  const sorted = orderBy(column, order, byteOrderOf(db));
  const page = sql`
    where ${sql.join([...conditions, ...begun], sql` and `)}
    order by ${sorted} limit ${limit} offset ${skip}`;
  if (skip === 0) return sql<Kind>`select ${sql.join(columns)} from ${sql.table(table)} ${page}`;
  // The ids first: PostgreSQL skips in the index alone only when the query asks for nothing else.
  return sql<Kind>`
    select ${sql.join(columns)} from ${sql.table(table)}
    where id in (select id from ${sql.table(table)} ${page})
    order by ${sorted}`;
}

/** Counts all rows of a list; a text on PostgreSQL. */
export function selectCount<Kind>({ source, conditions }: List<Kind>) {
  return sql<{ total: number | string }>`
    select count(*) as total from ${sql.table(source.table)}
    where ${sql.join(conditions, sql` and `)}`;
}

/** Every list is one of an integration. */
export function ofIntegration(id: string): Condition {
  return sql`integration_id = ${id}`;
}

/** Where a row of {@link selectPiece} stands; null when there is none. */
export function placeOf(row: object | undefined): Place | null {
  if (row === undefined) return null;
  const { id = "", [SORT_KEY]: key = id } = row as {
    readonly id?: string;
    readonly [SORT_KEY]?: string | null;
  };
  return { key, id };
}

/** PostgreSQL sorts by the language of the database unless it is told otherwise. */
export function byteOrderOf(db: Database): Test["inByteOrder"] {
  return engineOf(db) === "postgresql" ? (text) => sql`${text} collate "C"` : (text) => text;
}
