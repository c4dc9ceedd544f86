import { type Compilable, type CompiledQuery, sql } from "kysely";
import type { Filter } from "../../../contract/scim/filter";
import { formatFilter } from "../../../contract/scim/format";
import type { Place, ResourceOrder } from "../../scim/backend";
import type { Database } from "../../store/database";
import { type Query, query, type Value } from "../../store/query";
import type { Condition } from "./lookup";
import { type MarkedOperand, markedOperand, type OpenFilter } from "./open-filter";
import { planFilter } from "./plan-filter";
import { endOfPrefix } from "./prefix";
import {
  byteOrderOf,
  type List,
  type ListSource,
  ofIntegration,
  selectCount,
  selectPiece,
} from "./select-page";
import { isAfter, type SortColumn } from "./sort-columns";

/** How many shapes of lists have their statements kept. */
const KEPT = 300;

type Values = Readonly<Record<string, Value>>;

/** The statements of all lists that differ in their texts and places only. */
export interface ListStatements<Kind> {
  /** From the start, some left out. */
  readonly skipping: Query<Values, Kind>;
  /** From the resource with an id on, which is the first. Of lists in the order of ids. */
  readonly from: Query<Values, Kind>;
  /** After a place, with and without a key. */
  readonly after: Query<Values, Kind>;
  readonly afterKeyless: Query<Values, Kind>;
  readonly count: Query<Values, { readonly total: number | string }>;
}

interface Shape<Kind> {
  readonly source: ListSource<Kind>;
  readonly column: SortColumn;
  readonly order: ResourceOrder;
  readonly filter: Filter | null;
}

const kept = new Map<string, ListStatements<never> | null>();

/** The statements of a list. Null when more than the database is needed to answer its filter. */
export function listStatements<Kind>(db: Database, shape: Shape<Kind>): ListStatements<Kind> | null {
  const { source, order, filter } = shape;
  const key = JSON.stringify([source.table, order.by, order.descending, filter && formatFilter(filter)]);
  const known = kept.get(key);
  if (known !== undefined) return known as ListStatements<Kind> | null;
  const isAnswered = filter === null || planFilter(filter, source.searchable, byteOrderOf(db)).kind === "sql";
  const made = isAnswered ? statementsOf(shape) : null;
  kept.set(key, made as ListStatements<never> | null);
  const [oldest] = kept.size > KEPT ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  return made;
}

/** The texts of a filter as the statements take them. */
export function operandValues(operands: OpenFilter["operands"]): Values {
  return Object.fromEntries(
    operands.flatMap((text, at) =>
      [false, true].flatMap((isFolded) => {
        const wanted = isFolded ? text.toLowerCase() : text;
        return [
          [operandName({ at, isFolded, isEnd: false }), wanted],
          [operandName({ at, isFolded, isEnd: true }), endOfPrefix(wanted)],
        ];
      }),
    ),
  );
}

function statementsOf<Kind>(shape: Shape<Kind>): ListStatements<Kind> {
  const { column, order } = shape;
  const page = (begun: (db: Database, values: Values) => Condition[]) =>
    query<Values, Kind>((db, values) => {
      const { limit, skip } = values as { limit: number; skip: number };
      const piece = { begun: begun(db, values), limit, skip };
      return filledIn(selectPiece(listOf(db, shape, values), piece).compile(db), values);
    });
  const after = (place: (values: Values) => Place) =>
    page((db, values) => [isAfter(column, order, place(values), byteOrderOf(db))]);
  return {
    skipping: page(() => []),
    from: page((_db, { id }) => [sql`id >= ${id}`]),
    after: after((values) => ({ key: values.key as string, id: values.id as string })),
    afterKeyless: after((values) => ({ key: null, id: values.id as string })),
    count: query((db, values: Values) =>
      filledIn(selectCount(listOf(db, shape, values)).compile(db), values),
    ),
  };
}

function listOf<Kind>(
  db: Database,
  { source, column, order, filter }: Shape<Kind>,
  values: Values,
): List<Kind> {
  const plan = filter && planFilter(filter, source.searchable, byteOrderOf(db));
  const conditions = [ofIntegration(values.integrationId), ...(plan?.kind === "sql" ? [plan.condition] : [])];
  return { db, source, column, order, conditions };
}

/** Puts parameters in the place of the marks that stand for the texts of the filter. */
function filledIn<Row>(compiled: CompiledQuery<Row>, values: Values): Compilable<Row> {
  const parameters = compiled.parameters.map((parameter) => {
    const marked = markedOperand(parameter);
    return marked === null ? parameter : values[operandName(marked)];
  });
  return { compile: () => ({ ...compiled, parameters }) };
}

const operandName = ({ at, isFolded, isEnd }: MarkedOperand) =>
  `${isFolded ? "folded" : "text"}${at}${isEnd ? "end" : ""}`;
