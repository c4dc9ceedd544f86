import { setImmediate } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import type { Place, ResourceQuery } from "../scim/backend";
import { invalidValue, ScimError } from "../scim/scim-error";
import { type Database, engineOf } from "../store/database";
import { type FilterPlan, narrowing, planFilter, type Searchable } from "./filter-sql";
import type { Condition, Test } from "./lookup";
import { type Candidate, planMatcher } from "./plan-matcher";
import type { Scope } from "./scope";
import { isAfter, orderBy, SORT_COLUMNS, type SortColumn } from "./sort-columns";

/** How many rows a scan reads at a time. */
const BATCH = 500;
/** How many rows a scan reads at most. */
export const MAX_SCANNED = 100_000;

/** A list of one kind of resource. */
export interface ListSource<Kind> {
  readonly table: "scim_users" | "scim_groups";
  readonly selection: (db: Database) => readonly RawBuilder<unknown>[];
  readonly searchable: Searchable;
  /** The resource as filters see it, as far as its own row knows. */
  readonly candidateOf: (row: Kind) => Candidate;
}

export interface RowPage<Kind> {
  readonly rows: readonly Kind[];
  readonly total: number | null;
  readonly last: Place | null;
}

interface List<Kind> {
  readonly db: Database;
  readonly table: string;
  readonly selection: readonly RawBuilder<unknown>[];
  readonly column: SortColumn;
  readonly query: ResourceQuery;
  readonly inByteOrder: Test["inByteOrder"];
  /** The integration, and what the database knows of the filter. */
  readonly conditions: readonly Condition[];
  readonly candidateOf: (row: Kind) => Candidate;
}

/**
 * One page of a list. What columns can tell is filtered, sorted and paged in the database; for the rest of a filter the
 * rows that may match are read in pieces, so that memory stays flat.
 * @throws ScimError 400: invalidFilter for a filter that nests too deep, tooMany when too many rows would have to be read.
 */
export async function listRows<Kind extends object>(
  { db, integrationId }: Scope,
  { table, selection, searchable, candidateOf }: ListSource<Kind>,
  query: ResourceQuery,
): Promise<RowPage<Kind>> {
  const inByteOrder = byteOrderOf(db);
  const plan = query.filter && planFilter(query.filter, searchable, inByteOrder);
  const column = SORT_COLUMNS[table][query.order.by];
  if (column === undefined) throw invalidValue(`sortBy: ${query.order.by} cannot be sorted by here`);
  const known = plan && narrowing(plan);
  const conditions: Condition[] = [
    sql`integration_id = ${integrationId}`,
    ...(known === null ? [] : [known]),
  ];
  const list: List<Kind> = {
    db,
    table,
    selection: selection(db),
    column,
    query,
    inByteOrder,
    conditions,
    candidateOf,
  };
  return plan === null || plan.kind === "sql" ? selectPage(list) : scanPage(list, plan);
}

async function selectPage<Kind extends object>(list: List<Kind>): Promise<RowPage<Kind>> {
  const { query } = list;
  const { start, limit } = query;
  if (limit === 0) return { rows: [], total: await countRows(list), last: null };
  const skip = "skip" in start ? start.skip : 0;
  const found = await select<Kind>(list, {
    after: "after" in start ? start.after : null,
    limit: limit + 1,
    skip,
  });
  const rows = found.slice(0, limit);
  const isFromStart = "skip" in start || start.after === null;
  const isAll = isFromStart && found.length <= limit && (found.length > 0 || skip === 0);
  const total = isAll ? skip + found.length : await countRows(list);
  return { rows, total, last: found.length > limit ? placeOf(rows.at(-1)) : null };
}

async function scanPage<Kind extends object>(list: List<Kind>, plan: FilterPlan): Promise<RowPage<Kind>> {
  const { start, limit } = list.query;
  const { flags, matches } = planMatcher(plan);
  const skip = "skip" in start ? start.skip : 0;
  const rows: Kind[] = [];
  let after = "after" in start ? start.after : null;
  let matched = 0;
  for (let scanned = 0; ; scanned += BATCH) {
    if (scanned >= MAX_SCANNED) throw tooMany();
    const batch = await select<Kind>(list, { after, limit: BATCH, skip: 0, flags });
    for (const row of batch) {
      if (!matches(list.candidateOf(row), flagsOf(row, flags.length))) continue;
      matched += 1;
      if ("after" in start && matched > limit) {
        return { rows, total: null, last: placeOf(rows.at(-1)) };
      }
      if (matched > skip && rows.length < limit) rows.push(row);
    }
    if (batch.length < BATCH) break;
    after = placeOf(batch.at(-1));
    await setImmediate();
  }
  const isMore = "skip" in start && skip + rows.length < matched;
  const total = "skip" in start ? matched : null;
  return { rows, total, last: isMore ? placeOf(rows.at(-1)) : null };
}

interface Piece {
  readonly after: Place | null;
  readonly skip: number;
  readonly limit: number;
  readonly flags?: readonly Condition[];
}

async function select<Kind>(
  { db, table, selection, column, query, inByteOrder, conditions }: List<Kind>,
  { after, skip, limit, flags = [] }: Piece,
): Promise<Kind[]> {
  const begun = after === null ? [] : [isAfter(column, query.order, after, inByteOrder)];
  const columns: RawBuilder<unknown>[] = [
    ...selection,
    sql`${sql.ref(`${table}.${column.name}`)} as ${sql.ref(SORT_KEY)}`,
    ...flags.map((flag, at) => sql`case when ${flag} then 1 else 0 end as ${sql.ref(flagName(at))}`),
  ];
  const { rows } = await sql<Kind>`
    select ${sql.join(columns)} from ${sql.table(table)}
    where ${sql.join([...conditions, ...begun], sql` and `)}
    order by ${orderBy(column, query.order, inByteOrder)}
    limit ${limit} offset ${skip}`.execute(db);
  return rows;
}

async function countRows<Kind>({ db, table, conditions }: List<Kind>): Promise<number> {
  const { rows } = await sql<{ total: number | string }>`
    select count(*) as total from ${sql.table(table)}
    where ${sql.join(conditions, sql` and `)}`.execute(db);
  return Number(rows[0]?.total ?? 0);
}

/** Under which name the column stands that a list is sorted by. */
const SORT_KEY = "sort_key";

const flagName = (at: number) => `matches_${at}`;

function flagsOf(row: object, count: number): boolean[] {
  const values = row as Readonly<Record<string, unknown>>;
  return Array.from({ length: count }, (_, at) => values[flagName(at)] === 1);
}

function placeOf(row: object | undefined): Place | null {
  if (row === undefined) return null;
  const { [SORT_KEY]: key, id } = row as Readonly<Record<string, string | null>>;
  return { key: key ?? null, id: id ?? "" };
}

/** PostgreSQL sorts by the language of the database unless it is told otherwise. */
function byteOrderOf(db: Database): Test["inByteOrder"] {
  return engineOf(db) === "postgresql" ? (text) => sql`${text} collate "C"` : (text) => text;
}

function tooMany(): ScimError {
  return new ScimError(
    400,
    "tooMany",
    `filter: more than ${MAX_SCANNED} resources would have to be read; add a condition on userName, externalId, displayName, active, emails, groups or meta.lastModified`,
  );
}
