import { type Expression, type SqlBool, sql } from "kysely";
import { FilterError, type FilterExpression, type FilterSubject } from "./filter-ast";
import { compare, isIn } from "./filter-compare";
import { type FilterFields, fieldOf, type ScalarField, scalarOf } from "./filter-fields";

type Condition = Expression<SqlBool>;

const ALWAYS = sql<SqlBool>`1 = 1`;
const NEVER = sql<SqlBool>`1 = 0`;

/** How deep `and` and `or` may alternate. The stack of SQLite's parser holds a hundred symbols. */
export const MAX_ALTERNATIONS = 20;

/**
 * Turns a filter into an SQL condition with parameters. Every part is true or false, never unknown. A field
 * without a value equals only null and differs from everything else, as with a controller.
 * @throws FilterError that names the field that does not exist or does not fit the comparison.
 */
export function filterCondition(expression: FilterExpression, kind: FilterFields): Condition {
  return condition({ expression, isNegated: false }, kind, 0);
}

/** An expression or its negation. */
interface Operand {
  readonly expression: FilterExpression;
  readonly isNegated: boolean;
}

function condition(operand: Operand, kind: FilterFields, level: number): Condition {
  const joiner = joinerOf(operand);
  if (joiner === null) return leaf(operand, kind);
  if (level === MAX_ALTERNATIONS) {
    throw new FilterError(`and and or alternate more than ${MAX_ALTERNATIONS} levels deep`);
  }
  const parts = operands(operand, joiner).map((each) => condition(each, kind, level + 1));
  return sql`(${sql.join(parts, joiner === "and" ? sql` and ` : sql` or `)})`;
}

/**
 * The operands of a chain of one joiner, as a flat list. So a long chain does not nest. Moves `not` inwards.
 */
function operands(operand: Operand, joiner: "and" | "or"): Operand[] {
  const { expression, isNegated } = operand;
  if (joinerOf(operand) !== joiner) return [operand];
  if (expression.kind === "not") {
    return operands({ expression: expression.expression, isNegated: !isNegated }, joiner);
  }
  if (expression.kind !== "and" && expression.kind !== "or") return [operand];
  return [expression.left, expression.right].flatMap((side) =>
    operands({ expression: side, isNegated }, joiner),
  );
}

/** What joins the parts of an operand after `not` moved inwards. Null for an operand without parts. */
function joinerOf({ expression, isNegated }: Operand): "and" | "or" | null {
  if (expression.kind === "not") {
    return joinerOf({ expression: expression.expression, isNegated: !isNegated });
  }
  if (expression.kind !== "and" && expression.kind !== "or") return null;
  return (expression.kind === "and") === isNegated ? "or" : "and";
}

function leaf({ expression, isNegated }: Operand, kind: FilterFields): Condition {
  if (expression.kind === "not") {
    return leaf({ expression: expression.expression, isNegated: !isNegated }, kind);
  }
  const holds = leafHolds(expression, kind);
  return isNegated ? not(holds) : holds;
}

function leafHolds(expression: FilterExpression, kind: FilterFields): Condition {
  switch (expression.kind) {
    case "constant":
      return expression.value ? ALWAYS : NEVER;
    case "isEmpty":
      return not(setOf(kind, expression.field).some(() => ALWAYS));
    case "compare":
      return onSubject(expression.subject, kind, (field) =>
        compare(field, expression.subject.field, expression.operator, expression.value),
      );
    case "in":
      return onSubject(expression.subject, kind, (field) =>
        isIn(field, expression.subject.field, expression.values),
      );
    default:
      throw new Error(`${expression.kind} is no leaf`);
  }
}

function onSubject(
  { field, set }: FilterSubject,
  kind: FilterFields,
  test: (field: ScalarField) => Condition,
): Condition {
  if (set === null) return test(scalarOf(kind, field));
  const { some } = setOf(kind, field);
  return set === "anyOf" ? some(test) : not(some((element) => not(test(element))));
}

function setOf(kind: FilterFields, name: string) {
  const field = fieldOf(kind, name);
  if (field.type === "set") return field;
  throw new FilterError(`${name} is not a set; compare it without anyOf, allOf or isEmpty`);
}

function not(holds: Condition): Condition {
  return sql`(not ${holds})`;
}
