import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { list } from "./envelope";
import { filterCondition } from "./filter/filter-condition";
import { type FilterFields, fieldNames, scalarOf, sortKeysOf } from "./filter/filter-fields";
import { type ListQuery, withFilterErrorsAs } from "./list-query";

/** The rows of a list and how to filter and sort them. */
export interface ListSource<DB, TB extends keyof DB, Row> {
  /** Every row that the caller may see, neither sorted nor limited. */
  readonly rows: SelectQueryBuilder<DB, TB, Row>;
  readonly fields: FilterFields;
  /** A unique column. It decides the order of rows that are otherwise equal. */
  readonly key: string;
}

/**
 * Answers a list: one page of the rows that pass the filter, sorted, as the API shows them.
 * @throws EdgeError INVALID_FILTER or INVALID_SORT_IDENTIFIER that names the field.
 */
export async function runList<DB, TB extends keyof DB, Row, Item>(
  { rows, fields, key }: ListSource<DB, TB, Row>,
  query: ListQuery,
  show: (rows: Row[]) => Item[] | Promise<Item[]>,
) {
  const { limit, offset } = query;
  const condition = withFilterErrorsAs("filter", "INVALID_FILTER", () =>
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
