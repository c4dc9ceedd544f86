import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { list } from "../envelope";
import { comparisonsOf } from "../filter/comparison-count";
import { filterCondition } from "../filter/filter-condition";
import { type FilterFields, fieldNames, scalarOf, sortKeysOf } from "../filter/filter-fields";
import { fittingKeys } from "./fitting-keys";
import { keysInPieces, keysOf } from "./keys-in-pieces";
import { type ListQuery, withFilterErrorsAs } from "./list-query";

/** The rows of a list and how to filter and sort them. */
export interface ListSource<DB, TB extends keyof DB, Row> {
  /** Every row that the caller may see, neither sorted nor limited. */
  readonly rows: SelectQueryBuilder<DB, TB, Row>;
  readonly fields: FilterFields;
  /** A unique column. It decides the order of rows that are otherwise equal. */
  readonly key: string;
  /** About how many bytes the texts of a row have in an answer. */
  readonly bytes: Expression<number>;
  /** Whether there may be so many rows that a filter of many comparisons takes long. */
  readonly isLarge?: boolean;
}

/**
 * Answers a list: one page of the rows that pass the filter, sorted, as the API shows them. A page that would
 * be too large holds fewer of them. Its `limit` then says how many.
 * @throws EdgeError INVALID_FILTER or INVALID_SORT_IDENTIFIER that names the field.
 */
export async function runList<DB, TB extends keyof DB, Row, Item>(
  source: ListSource<DB, TB, Row>,
  query: ListQuery,
  show: (rows: Row[]) => Item[] | Promise<Item[]>,
) {
  const { rows, fields, key } = source;
  const { limit, offset } = query;
  const condition = withFilterErrorsAs("filter", "INVALID_FILTER", () =>
    filterCondition(query.filter.expression, fields),
  ) as Expression<SqlBool>;
  const inOrder = (some: SelectQueryBuilder<DB, TB, Row>) => sorted(some, fields, key, query);
  const { keys, total } = (await takesLong(source, query))
    ? await keysInPieces({ rows, key, condition }, inOrder, query)
    : await keysAtOnce(rows.where(condition), key, inOrder, query);
  const fitting = await fittingKeys(source, keys);
  const page =
    fitting.length === 0
      ? []
      : await inOrder(rows.where(sql<SqlBool>`${sql.ref(key)} in (${sql.join(fitting)})`)).execute();
  const held = fitting.length < keys.length ? fitting.length : limit;
  return list(await show(page), { limit: held, offset, totalCount: total }, fieldNames(fields));
}

/** How many comparisons one statement may make. SQLite answers no other request meanwhile. */
const MOST_COMPARISONS = 50_000;

async function takesLong<DB, TB extends keyof DB, Row>(
  { rows, isLarge = false }: ListSource<DB, TB, Row>,
  { filter }: ListQuery,
): Promise<boolean> {
  const comparisons = comparisonsOf(filter.expression);
  if (!isLarge || comparisons < 2) return false;
  return comparisons * (await countOf(rows)) > MOST_COMPARISONS;
}

async function keysAtOnce<DB, TB extends keyof DB, Row>(
  matching: SelectQueryBuilder<DB, TB, Row>,
  key: string,
  inOrder: (rows: SelectQueryBuilder<DB, TB, Row>) => SelectQueryBuilder<DB, TB, Row>,
  { limit, offset }: ListQuery,
) {
  const total = await countOf(matching);
  return { keys: await keysOf(inOrder(matching).limit(limit).offset(offset), key), total };
}

async function countOf<DB, TB extends keyof DB, Row>(rows: SelectQueryBuilder<DB, TB, Row>): Promise<number> {
  const counted = rows.clearSelect().select(sql`count(*)`.as("total"));
  const { total } = (await counted.executeTakeFirstOrThrow()) as { total: unknown };
  return Number(total);
}

function sorted<DB, TB extends keyof DB, Row>(
  rows: SelectQueryBuilder<DB, TB, Row>,
  fields: FilterFields,
  key: string,
  query: ListQuery,
): SelectQueryBuilder<DB, TB, Row> {
  const [parameter, code] =
    query.filter.sort.length > 0
      ? (["filter", "INVALID_FILTER"] as const)
      : (["sort", "INVALID_SORT_IDENTIFIER"] as const);
  const keys = query.sort.flatMap(({ field, direction }) =>
    sortKeysOf(withFilterErrorsAs(parameter, code, () => scalarOf(fields, field))).map((of) => ({
      of,
      direction,
    })),
  );
  const ordered = keys.reduce(
    // Without nullsFirst, the engines disagree on the place of rows without a value.
    (so, { of, direction }) =>
      so.orderBy(of, (by) => (direction === "asc" ? by.asc() : by.desc()).nullsFirst()),
    rows,
  );
  return ordered.orderBy(sql.ref(key));
}
