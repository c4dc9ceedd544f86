import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AttributePath, Filter } from "../../../../contract/scim/filter/filter";
import { invalidFilter } from "../../../scim/scim-error";
import { jsonPrefilter } from "./json-prefilter";
import type { Condition, Lookup, Test } from "./lookup";

/** What the columns of one table can answer. */
export interface Searchable {
  /** The canonical name of an attribute, such as `emails.value`. Null for an unknown attribute. */
  readonly nameOf: (path: AttributePath) => string | null;
  /** By canonical name. */
  readonly lookups: Readonly<Record<string, Lookup>>;
  /** Multi-valued attributes with a table of their own, for filters such as `emails[type eq "work"]`. */
  readonly values: Readonly<Record<string, ValueRows>>;
  /** The column that holds all attributes as JSON. Null for a table without one. */
  readonly json: string | null;
}

interface ValueRows {
  readonly within: Searchable;
  /** Turns a condition on the rows into one on the resource that owns them. */
  readonly idsWhere: (inner: Condition) => Condition;
  /** Whether the JSON of the resource holds the values as well. */
  readonly inJson: boolean;
}

/** A filter, split into conditions for the database and conditions that need the whole resource. */
export type FilterPlan =
  | { readonly kind: "sql"; readonly condition: Condition; readonly depth: number }
  /** `prefilter` is true for every resource that matches, and for few others. */
  | { readonly kind: "scan"; readonly filter: Filter; readonly prefilter: Condition | null }
  | { readonly kind: "and" | "or"; readonly parts: readonly FilterPlan[] }
  | { readonly kind: "not"; readonly part: FilterPlan };

/** How deep one condition may nest. The stack of SQLite's parser holds a hundred symbols. */
const MAX_DEPTH = 8;

/**
 * Plans how to answer a canonical filter.
 * @throws ScimError 400 invalidFilter when `groups[…]` or `members[…]` nests too deep for the database
 */
export function planFilter(
  filter: Filter,
  searchable: Searchable,
  inByteOrder: Test["inByteOrder"],
): FilterPlan {
  const plan = (inner: Filter) => planFilter(inner, searchable, inByteOrder);
  switch (filter.kind) {
    case "and":
    case "or":
      return combine(filter.kind, operandsOf(filter, filter.kind).map(plan));
    case "not":
      return negatePlan(plan(filter.filter));
    case "present":
      return leaf(filter, searchable, lookupOf(filter.path, searchable)?.present() ?? null);
    case "values":
      return planValues(filter, searchable, inByteOrder);
    case "compare":
      return planComparison(filter, searchable, inByteOrder);
  }
}

/** A condition that is true for every resource that the plan selects. Null when there is none. */
export function necessaryCondition(plan: FilterPlan): Condition | null {
  switch (plan.kind) {
    case "sql":
      return plan.condition;
    case "scan":
      return plan.prefilter;
    case "not":
      return null;
    case "and": {
      const known = plan.parts.map(necessaryCondition).filter((condition) => condition !== null);
      return known.length === 0 ? null : sql`(${sql.join(known, sql` and `)})`;
    }
    case "or": {
      const known = plan.parts.map(necessaryCondition);
      return known.some((condition) => condition === null) ? null : sql`(${sql.join(known, sql` or `)})`;
    }
  }
}

/**
 * The negation of a condition. True where the condition is null, because an absent attribute equals nothing.
 */
function negated(condition: Condition): RawBuilder<SqlBool> {
  return sql`(${condition}) is not true`;
}

function planComparison(
  filter: Extract<Filter, { kind: "compare" }>,
  searchable: Searchable,
  inByteOrder: Test["inByteOrder"],
): FilterPlan {
  const lookup = lookupOf(filter.path, searchable);
  const { value: operand } = filter;
  const operator = filter.operator === "ne" ? "eq" : filter.operator;
  if (operand === null) {
    const present = leaf({ kind: "present", path: filter.path }, searchable, lookup?.present() ?? null);
    return filter.operator === "ne" ? present : negatePlan(present);
  }
  const found = leaf(
    { ...filter, operator },
    searchable,
    lookup?.compare({ operator, operand, inByteOrder }) ?? null,
  );
  return filter.operator === "ne" ? negatePlan(found) : found;
}

function planValues(
  filter: Extract<Filter, { kind: "values" }>,
  searchable: Searchable,
  inByteOrder: Test["inByteOrder"],
): FilterPlan {
  const name = searchable.nameOf(filter.path);
  const rows = name !== null && Object.hasOwn(searchable.values, name) ? searchable.values[name] : undefined;
  if (rows === undefined) return leaf(filter, searchable, null);
  const inner = planFilter(filter.filter, rows.within, inByteOrder);
  if (inner.kind === "sql") {
    return { kind: "sql", condition: rows.idsWhere(inner.condition), depth: inner.depth + 1 };
  }
  if (!rows.inJson) throw invalidFilter(`${name}[…] nests deeper than ${MAX_DEPTH} levels`);
  const necessary = necessaryCondition(inner);
  return necessary === null
    ? leaf(filter, searchable, null)
    : { kind: "scan", filter, prefilter: rows.idsWhere(necessary) };
}

function leaf(filter: Filter, searchable: Searchable, condition: Condition | null): FilterPlan {
  if (condition !== null) return { kind: "sql", condition, depth: 1 };
  const prefilter = searchable.json === null ? null : jsonPrefilter(filter, searchable.json);
  return { kind: "scan", filter, prefilter };
}

/** Combines the parts that the database can answer into one condition. */
function combine(kind: "and" | "or", parts: readonly FilterPlan[]): FilterPlan {
  const shallow = parts.filter((part) => part.kind === "sql" && part.depth < MAX_DEPTH);
  const conditions = shallow.flatMap((part) => (part.kind === "sql" ? [part.condition] : []));
  const depth = Math.max(0, ...shallow.map((part) => (part.kind === "sql" ? part.depth : 0))) + 1;
  const condition: Condition = sql`(${sql.join(conditions, kind === "and" ? sql` and ` : sql` or `)})`;
  const rest = parts.filter((part) => !shallow.includes(part));
  if (conditions.length === 0) return { kind, parts: rest };
  const combined: FilterPlan = { kind: "sql", condition, depth };
  return rest.length === 0 ? combined : { kind, parts: [combined, ...rest] };
}

function negatePlan(part: FilterPlan): FilterPlan {
  return part.kind === "sql" && part.depth < MAX_DEPTH
    ? { kind: "sql", condition: negated(part.condition), depth: part.depth + 1 }
    : { kind: "not", part };
}

/** The operands of a chain of one joiner, as a flat list. So a long chain does not nest. */
function operandsOf(filter: Filter, kind: "and" | "or"): Filter[] {
  return filter.kind === kind
    ? [...operandsOf(filter.left, kind), ...operandsOf(filter.right, kind)]
    : [filter];
}

function lookupOf(path: AttributePath, { nameOf, lookups }: Searchable): Lookup | null {
  const name = nameOf(path);
  return name !== null && Object.hasOwn(lookups, name) ? (lookups[name] ?? null) : null;
}
