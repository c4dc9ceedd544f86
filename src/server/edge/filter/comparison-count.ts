import type { FilterExpression } from "./filter-ast";

/** Fields that are unique in a network. An index finds their values. */
const UNIQUE = new Set(["id", "name", "externalId"]);

/** How many comparisons the database makes for each object. 0 when an index finds the few that can match. */
export function comparisonsOf(expression: FilterExpression): number {
  return isNarrow(expression) ? 0 : count(expression);
}

function isNarrow(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case "and":
      return isNarrow(expression.left) || isNarrow(expression.right);
    case "or":
      return isNarrow(expression.left) && isNarrow(expression.right);
    case "compare":
      return expression.operator === "=" && expression.value !== null && UNIQUE.has(expression.subject.field);
    case "in":
      return UNIQUE.has(expression.subject.field);
    default:
      return false;
  }
}

function count(expression: FilterExpression): number {
  switch (expression.kind) {
    case "and":
    case "or":
      return count(expression.left) + count(expression.right);
    case "not":
      return count(expression.expression);
    case "constant":
      return 0;
    default:
      return 1;
  }
}
