import { type Expression, type SqlBool, sql } from "kysely";
import { FilterError, type FilterOperator, type FilterValue } from "./filter-ast";
import { inByteOrder, orderOf, type ScalarField } from "./filter-fields";

type Condition = Expression<SqlBool>;

const SQL_OPERATORS = { "<": sql`<`, "<=": sql`<=`, ">": sql`>`, ">=": sql`>=` } as const;

/** The condition that compares a field with a value. @throws FilterError when the operator does not fit. */
export function compare(
  field: ScalarField,
  name: string,
  operator: FilterOperator,
  value: FilterValue,
): Condition {
  const { expression: left } = field;
  if (operator === "contains" || operator === "icontains") {
    return contains(field, name, value, operator === "icontains");
  }
  if (value === null) {
    if (operator === "=") return sql`(${left} is null)`;
    if (operator === "!=") return sql`(${left} is not null)`;
    throw new FilterError(`only = and != can compare with null, not ${operator}`);
  }
  if (typeof value === "boolean" && operator !== "=" && operator !== "!=") {
    throw new FilterError(`only = and != can compare with true and false, not ${operator}`);
  }
  const right = parameter(field, name, value);
  if (operator === "!=") return sql`(not ${compare(field, name, "=", value)})`;
  const type = typeof value === "boolean" ? "boolean" : "text";
  if (operator === "=") return holds(field, type, sql`${left} = ${right}`);
  return holds(field, type, sql`${orderOf(field)} ${SQL_OPERATORS[operator]} ${right}`);
}

/** The condition that a field has one of several values. @throws FilterError as {@link compare}. */
export function isIn(field: ScalarField, name: string, values: readonly FilterValue[]): Condition {
  const parameters = values.map((value) => parameter(field, name, value));
  return holds(field, "text", sql`${field.expression} in (${sql.join(parameters)})`);
}

/**
 * Whether a text contains a part: removing the part then changes the text. `like` is no choice, because the
 * engines disagree on whether it ignores case.
 */
function contains(field: ScalarField, name: string, value: FilterValue, ignoreCase: boolean): Condition {
  const isText = field.type === "text" || field.type === "any";
  if (!isText || (typeof value !== "string" && typeof value !== "number")) {
    throw new FilterError(`${name}: contains and icontains need a text field and a text`);
  }
  const { expression: whole } = field;
  const part = sql.val(String(value));
  if (value === "") return holds(field, "text", sql`1 = 1`);
  if (ignoreCase) {
    const lower = sql`lower(${inByteOrder(whole)})`;
    return holds(field, "text", sql`replace(${lower}, lower(${inByteOrder(part)}), '') <> ${lower}`);
  }
  return holds(field, "text", sql`replace(${whole}, ${part}, '') <> ${whole}`);
}

/**
 * Whether a field has a value, and the value passes the test. The value of a tag must also have the type. The
 * result is true or false, never SQL's unknown.
 */
function holds(field: ScalarField, type: "text" | "boolean", test: Expression<unknown>): Condition {
  const passes = sql<SqlBool>`${field.expression} is not null and ${test}`;
  if (field.type !== "any") return sql`(${passes})`;
  // The type comes last, so that the engine reads it only in rows that pass the test.
  return sql`(${passes} and ${field.jsonType} in (${type === "text" ? sql`'text'` : sql`'true', 'false'`}))`;
}

function parameter({ type }: ScalarField, name: string, value: FilterValue): Expression<unknown> {
  if (typeof value === "string" && (type === "text" || type === "any")) return sql.val(value);
  if (typeof value === "boolean" && (type === "boolean" || type === "any")) return sql.val(value ? 1 : 0);
  if (typeof value === "number" && type === "number") return sql.val(value);
  if (value instanceof Date && type === "instant") return sql.val(value.toISOString());
  throw new FilterError(`${name} must be compared with ${COMPARED_WITH[type]}`);
}

const COMPARED_WITH = {
  text: 'text in double quotes, as in "name"',
  number: "a number",
  boolean: "true or false",
  instant: "a time, as in datetime(2026-11-24T09:30:00Z)",
  any: "text in double quotes, true, false or null",
} as const;
