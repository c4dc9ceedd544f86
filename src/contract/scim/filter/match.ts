import { foldText } from "../fold-text";
import { type AttributeMap, isMap, type LocatedValues, locateValues, locateWithin } from "../read-attribute";
import type { ResourceKind } from "../resource";
import type { ScimAttribute } from "../schema";
import type { AttributePath, Comparison, Filter, FilterValue } from "./filter";

/**
 * Whether a resource matches a filter (RFC 7644 section 3.4.2.2). The attribute decides whether case counts.
 * One matching value of a multi-valued attribute is enough. `ne` is the opposite of `eq`, so an absent
 * attribute is `ne` every value except null. An unknown attribute counts as absent.
 */
export function matchesFilter(filter: Filter, attributes: AttributeMap, kind: ResourceKind): boolean {
  return matches(filter, (path) => locateValues(kind, attributes, path));
}

/** Whether one value of a multi-valued attribute matches the filter in the brackets of a value path. */
export function matchesValue(filter: Filter, value: unknown, parent: ScimAttribute): boolean {
  return matches(filter, (path) => locateWithin(parent, [value], path.attribute));
}

type Locate = (path: AttributePath) => LocatedValues | null;

function matches(filter: Filter, locate: Locate): boolean {
  switch (filter.kind) {
    case "and":
      return matches(filter.left, locate) && matches(filter.right, locate);
    case "or":
      return matches(filter.left, locate) || matches(filter.right, locate);
    case "not":
      return !matches(filter.filter, locate);
    case "present":
      return locate(filter.path)?.values.some(isPresent) ?? false;
    case "values": {
      const located = locate(filter.path);
      return located?.values.some((value) => matchesValue(filter.filter, value, located.attribute)) ?? false;
    }
    case "compare":
      return compares(filter.operator, locate(filter.path), filter.value);
  }
}

function compares(operator: Comparison, located: LocatedValues | null, operand: FilterValue): boolean {
  const { attribute, values } = comparable(located);
  if (operator === "ne") return !compares("eq", located, operand);
  if (operand === null) return operator === "eq" && !values.some(isPresent);
  return values.some((value) => comparesOne(operator, value, operand, attribute));
}

const NOTHING = { attribute: null, values: [] } as const;

/** A comparison with a complex attribute uses its `value` (RFC 7644 section 3.4.2.2, table 4). */
function comparable(located: LocatedValues | null): {
  attribute: ScimAttribute | null;
  values: readonly unknown[];
} {
  if (located === null) return NOTHING;
  return located.attribute.type === "complex"
    ? (locateWithin(located.attribute, located.values, "value") ?? NOTHING)
    : located;
}

function comparesOne(
  operator: Comparison,
  value: unknown,
  operand: FilterValue,
  attribute: ScimAttribute | null,
): boolean {
  if (typeof value === "boolean") return operator === "eq" && value === booleanOf(operand);
  if (typeof value === "number") return typeof operand === "number" && ordered(operator, value - operand);
  if (typeof value !== "string" || typeof operand !== "string") return false;
  if (attribute?.type === "dateTime" && !isTextual(operator))
    return ordered(operator, Date.parse(value) - Date.parse(operand));
  if (attribute?.caseExact) return comparesText(operator, value, operand);
  return comparesText(operator, foldText(value), foldText(operand));
}

/** A text operator compares a date and time as text. */
function isTextual(operator: Comparison): boolean {
  return operator === "co" || operator === "sw" || operator === "ew";
}

/** Entra ID writes booleans as text, even in filters. */
function booleanOf(operand: FilterValue): boolean | null {
  if (typeof operand === "boolean") return operand;
  if (typeof operand !== "string" || !/^(true|false)$/i.test(operand)) return null;
  return operand.toLowerCase() === "true";
}

function comparesText(operator: Comparison, value: string, operand: string): boolean {
  switch (operator) {
    case "co":
      return value.includes(operand);
    case "sw":
      return value.startsWith(operand);
    case "ew":
      return value.endsWith(operand);
    default:
      return ordered(operator, value === operand ? 0 : value < operand ? -1 : 1);
  }
}

/** Compares by a difference. An invalid date gives NaN, which satisfies no operator. */
function ordered(operator: Comparison, difference: number): boolean {
  switch (operator) {
    case "eq":
      return difference === 0;
    case "gt":
      return difference > 0;
    case "ge":
      return difference >= 0;
    case "lt":
      return difference < 0;
    case "le":
      return difference <= 0;
    default:
      return false;
  }
}

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return isMap(value) ? Object.values(value).some(isPresent) : true;
}
