import {
  FilterError,
  type FilterExpression,
  type FilterSubject,
  type FilterValue,
  type SortField,
} from "../../../../src/server/edge/filter/filter-ast";
import { parseFilter, parseSort } from "../../../../src/server/edge/filter/filter-parse";
import type { Answer } from "../loopback";
import { type Entity, error, type Given, unhandled } from "./answers";

const COMMON = ["id", "name", "isSystem", "createdAt", "updatedAt", "tags"];

/** The fields by which each kind can be filtered and sorted. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  identities: [
    ...COMMON,
    ...["externalId", "authPolicyId", "roleAttributes", "type", "isAdmin", "isDefaultAdmin"],
  ],
  "auth-policies": COMMON,
  "external-jwt-signers": [...COMMON, "issuer", "enabled", "audience", "kid"],
};

const LARGEST_PAGE = 500;
/** What a controller shows when a list is asked for without a limit: the largest integer of Go. */
const NO_LIMIT = 2 ** 63;

/** A list of one kind, as the query asks for it. */
export function list(kind: string, all: readonly Entity[], { searchParams }: URL): Answer {
  const roleFilter = searchParams.get("roleFilter");
  if (roleFilter !== null && !/^[#@]/.test(roleFilter)) {
    const kinds = "neither role attribute (prefixed with #) or an entity id or name (prefixed with @)";
    return unhandled(`'${roleFilter}' is ${kinds}`);
  }
  const text = searchParams.get("filter") ?? "";
  const fields = FIELDS[kind] ?? COMMON;
  try {
    const filter = parseFilter(text);
    const fits = condition(filter.expression, fields);
    const sort = filter.sort.length > 0 ? filter.sort : parseSort(searchParams.get("sort") ?? "id");
    for (const { field } of sort) known(field, fields);
    const limit = limitOf(filter.limit ?? Number(searchParams.get("limit") ?? 10));
    const offset = filter.skip ?? Number(searchParams.get("offset") ?? 0);
    const found = all.filter(fits).sort((one, other) => order(sort, one, other));
    const pagination = { limit, offset, totalCount: found.length };
    return {
      body: { data: found.slice(offset, offset + limit), meta: { pagination, filterableFields: fields } },
    };
  } catch (failure) {
    if (!(failure instanceof FilterError)) throw failure;
    const message = /^\w+$/.test(text) ? unknown(text) : failure.message;
    return error(400, "INVALID_FILTER", "The filter query supplied is invalid", {
      code: "UNHANDLED",
      message,
    });
  }
}

function limitOf(given: number | "none"): number {
  if (given === "none" || given === -1) return NO_LIMIT;
  return given === 0 ? 10 : Math.min(given, LARGEST_PAGE);
}

const unknown = (field: string) => `unknown symbol '${field}'`;

function known(field: string, fields: readonly string[]): string {
  if (!fields.includes(field.split(".")[0] ?? "")) throw new FilterError(unknown(field));
  return field;
}

type Test = (entity: Entity) => boolean;

function condition(expression: FilterExpression, fields: readonly string[]): Test {
  switch (expression.kind) {
    case "constant":
      return () => expression.value;
    case "and":
    case "or": {
      const [left, right] = [condition(expression.left, fields), condition(expression.right, fields)];
      return expression.kind === "and"
        ? (entity) => left(entity) && right(entity)
        : (entity) => left(entity) || right(entity);
    }
    case "not": {
      const inner = condition(expression.expression, fields);
      return (entity) => !inner(entity);
    }
    case "isEmpty": {
      known(expression.field, fields);
      return (entity) => elements(entity, expression.field).length === 0;
    }
    case "in":
      return onSubject(expression.subject, fields, (value) => expression.values.includes(value));
    case "compare": {
      const { subject, operator, value } = expression;
      return onSubject(subject, fields, (found) => compares(found, operator, value));
    }
  }
}

function onSubject(
  { field, set }: FilterSubject,
  fields: readonly string[],
  holds: (value: FilterValue) => boolean,
): Test {
  known(field, fields);
  if (set === null) return (entity) => holds(fieldValue(entity, field));
  return (entity) =>
    set === "anyOf" ? elements(entity, field).some(holds) : elements(entity, field).every(holds);
}

function compares(found: FilterValue, operator: string, value: FilterValue): boolean {
  const [one, other] = [comparable(found), comparable(value)];
  if (operator === "=") return one === other;
  if (operator === "!=") return one !== other;
  if (one === null || other === null) return false;
  if (operator === "contains") return String(one).includes(String(other));
  if (operator === "icontains") return String(one).toLowerCase().includes(String(other).toLowerCase());
  if (operator === "<") return one < other;
  if (operator === "<=") return one <= other;
  return operator === ">" ? one > other : one >= other;
}

function comparable(value: FilterValue): string | number | boolean | null {
  return value instanceof Date ? value.toISOString() : value;
}

function fieldValue(entity: Entity, field: string): FilterValue {
  const [name = "", ...keys] = field.split(".");
  const value = name === "tags" ? (entity.tags as Given | undefined)?.[keys.join(".")] : entity[name];
  return (name === "type" ? entity.typeId : (value ?? null)) as FilterValue;
}

function elements(entity: Entity, field: string): readonly FilterValue[] {
  return (entity[field] ?? []) as readonly FilterValue[];
}

function order(sort: readonly SortField[], one: Entity, other: Entity): number {
  for (const { field, direction } of sort) {
    const [left, right] = [String(fieldValue(one, field) ?? ""), String(fieldValue(other, field) ?? "")];
    if (left !== right) return (left < right ? -1 : 1) * (direction === "asc" ? 1 : -1);
  }
  return 0;
}
