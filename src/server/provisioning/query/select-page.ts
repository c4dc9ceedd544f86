import { type RawBuilder, sql } from "kysely";
import type { ResourceKind } from "../../../contract/scim/resource";
import type { ListStart, Place, ResourceOrder, ResourceQuery } from "../../scim/backend";
import { type Database, engineOf } from "../../store/database";
import type { Condition, Test } from "./filter/lookup";
import type { Searchable } from "./filter/plan-filter";
import type { Candidate } from "./filter/residual-filter";
import { orderBy, type SortColumn } from "./order/sort-columns";

/** How to select the resources of one kind. A row may leave out what is long. */
export interface RowSource {
  readonly table: "scim_users" | "scim_groups";
  readonly selection: (db: Database) => readonly RawBuilder<unknown>[];
}

/** How to read the lists of one kind of resource. */
export interface ListSource<Kind> extends RowSource {
  readonly kind: ResourceKind;
  readonly searchable: Searchable;
  /** Like `searchable`, for conditions that look at a piece of the table. */
  readonly searchableInPieces: Searchable;
  /**
   * The resource for filters, with the attributes that its own row holds. Null when it was deleted meanwhile.
   */
  readonly candidateOf: (db: Database, row: Kind) => Promise<Candidate | null>;
}

/** The rows of one list, in their order. */
export interface List {
  readonly db: Database;
  readonly source: RowSource;
  readonly column: SortColumn;
  readonly order: ResourceOrder;
  /** The integration, and the part of the filter that the database answers. */
  readonly conditions: readonly Condition[];
}

interface Range {
  /** The condition that a row comes after a place. Empty at the start of the list. */
  readonly position: readonly Condition[];
  readonly skip: number;
  readonly limit: number;
  /** Conditions that the database answers for each row, for {@link flagsOf}. */
  readonly flags?: readonly Condition[];
}

/** A query that reads forward: from a place, or after a number of resources. */
export interface ForwardQuery extends ResourceQuery {
  readonly start: Exclude<ListStart, { readonly before: Place }>;
}

export interface RowPage<Kind> {
  readonly rows: readonly Kind[];
  readonly total: number | null;
  readonly last: Place | null;
}

/** The name of the sort column in the rows. A list sorted by id has no such column. */
const SORT_KEY = "sort_key";

const flagName = (at: number) => `matches_${at}`;

/** Selects some rows of a list. */
export function selectRange<Kind>(
  { db, source, column, order, conditions }: List,
  { position, skip, limit, flags = [] }: Range,
): RawBuilder<Kind> {
  const { table } = source;
  const columns: RawBuilder<unknown>[] = [
    ...source.selection(db),
    ...(column.name === "id" ? [] : [sql`${sql.ref(`${table}.${column.name}`)} as ${sql.ref(SORT_KEY)}`]),
    ...flags.map((flag, at) => sql`case when ${flag} then 1 else 0 end as ${sql.ref(flagName(at))}`),
  ];
  const sorted = orderBy(column, order, byteOrderOf(db));
  const page = sql`
    where ${sql.join([...conditions, ...position], sql` and `)}
    order by ${sorted} limit ${limit} offset ${skip}`;
  if (skip === 0) return sql<Kind>`select ${sql.join(columns)} from ${sql.table(table)} ${page}`;
  // PostgreSQL skips rows by the index alone only in a query that selects nothing but ids.
  return sql<Kind>`
    select ${sql.join(columns)} from ${sql.table(table)}
    where id in (select id from ${sql.table(table)} ${page})
    order by ${sorted}`;
}

/** Counts all rows of a list. PostgreSQL gives the count as text. */
export function selectCount({ source, conditions }: List) {
  return sql<{ total: number | string }>`
    select count(*) as total from ${sql.table(source.table)}
    where ${sql.join(conditions, sql` and `)}`;
}

/** The condition that a row belongs to an integration. */
export function ofIntegration(id: string): Condition {
  return sql`integration_id = ${id}`;
}

/** The condition that a row has one of some ids. */
export function isOneOf(ids: readonly string[]): Condition {
  return sql`id in (${sql.join(ids)})`;
}

/** The database's answers to the flags of a row from {@link selectRange}. */
export function flagsOf(row: object, count: number): boolean[] {
  const values = row as Readonly<Record<string, unknown>>;
  return Array.from({ length: count }, (_, at) => values[flagName(at)] === 1);
}

/** The place of a row from {@link selectRange}. Null without a row. */
export function placeOf(row: object | undefined): Place | null {
  if (row === undefined) return null;
  const { id = "", [SORT_KEY]: key = id } = row as {
    readonly id?: string;
    readonly [SORT_KEY]?: string | null;
  };
  return { key, id };
}

/** Makes PostgreSQL compare by bytes. Otherwise it compares by the language of the database. */
export function byteOrderOf(db: Database): Test["inByteOrder"] {
  return engineOf(db) === "postgresql" ? (text) => sql`${text} collate "C"` : (text) => text;
}
