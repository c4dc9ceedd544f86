import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { list } from "./envelope";
import { filterCondition } from "./filter/filter-condition";
import { type FilterFields, fieldNames, scalarOf, sortKeysOf } from "./filter/filter-fields";
import { answering, type ListQuery } from "./list-query";

/** What a page of rows and the count of all of them is made of. */
export interface ListSource<DB, TB extends keyof DB, Row> {
  /** Every row that may be seen, neither sorted nor limited. */
  readonly rows: SelectQueryBuilder<DB, TB, Row>;
  readonly fields: FilterFields;
  /** Unique column that settles the order of equal rows. */
  readonly key: string;
}

/**
 * Answers a list: one page of the rows that pass the filter, sorted, as the API shows them.
 * @throws EdgeError INVALID_FILTER or INVALID_SORT_IDENTIFIER naming the field.
 */
export async function runList<DB, TB extends keyof DB, Row, Item>(
  { rows, fields, key }: ListSource<DB, TB, Row>,
  query: ListQuery,
  show: (rows: Row[]) => Item[] | Promise<Item[]>,
) {
  const { limit, offset } = query;
  const condition = answering("filter", "INVALID_FILTER", () =>
    filterCondition(query.filter.expression, fields),
  );
  const matching = rows.where(condition as Expression<SqlBool>);
  const counted = matching.clearSelect().select(sql`count(*)`.as("total"));
  const { total } = (await counted.executeTakeFirstOrThrow()) as { total: unknown };
  const page = await sorted(matching, fields, key, query).limit(limit).offset(offset).execute();
  return list(await show(page), { limit, offset, totalCount: Number(total) }, fieldNames(fields));
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
    sortKeysOf(answering(parameter, code, () => scalarOf(fields, field))).map((of) => ({ of, direction })),
  );
  const ordered = keys.reduce(
    // Engines disagree on where rows without a value go.
    (so, { of, direction }) =>
      so.orderBy(of, (by) => (direction === "asc" ? by.asc() : by.desc()).nullsFirst()),
    rows,
  );
  return ordered.orderBy(sql.ref(key));
}
