import type { Comparison, FilterValue } from "../../../contract/scim/filter/filter";
import type { ScimAttribute } from "../../../contract/scim/schema";
import { isStorable } from "../attributes/storable-text";
import { invalidFilter } from "../scim-error";

const ORDERED: readonly Comparison[] = ["gt", "ge", "lt", "le"];
const TEXTUAL: readonly Comparison[] = ["co", "sw", "ew"];
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * The operand of a comparison in the form that its attribute compares with. For a text attribute it is a
 * text, even when the filter had no quotes. For a boolean it is true or false, even when the filter had
 * `"True"`. An instant is in UTC.
 *
 * @throws ScimError 400 invalidFilter for a text that is not an instant, or gt, ge, lt, le on an attribute
 *   without an order (RFC 7644 section 3.4.2.2)
 */
export function canonicalOperand(
  attribute: ScimAttribute,
  operator: Comparison,
  value: FilterValue,
): FilterValue {
  if (typeof value === "string" && !isStorable(value)) {
    throw invalidFilter(
      `filter: the value for ${attribute.name} has a NUL character or half a surrogate pair`,
    );
  }
  if (value === null) return value;
  switch (attribute.type) {
    case "boolean":
      refuseOrder(attribute, operator);
      return booleanOf(value);
    case "binary":
      refuseOrder(attribute, operator);
      return String(value);
    case "string":
    case "reference":
      return String(value);
    case "dateTime":
      return TEXTUAL.includes(operator) ? String(value) : instantOf(attribute, value);
    default:
      return value;
  }
}

function refuseOrder(attribute: ScimAttribute, operator: Comparison): void {
  if (ORDERED.includes(operator)) {
    throw invalidFilter(
      `filter: ${attribute.name} is ${attribute.type} and has no order; ` +
        `compare it with eq or ne, not ${operator}`,
    );
  }
}

function booleanOf(value: string | number | boolean): string | number | boolean {
  const word = typeof value === "string" ? value.toLowerCase() : null;
  return word === "true" || word === "false" ? word === "true" : value;
}

function instantOf(attribute: ScimAttribute, value: string | number | boolean): string {
  const text = typeof value === "string" && DATE.test(value) ? value : "";
  const instant = new Date(text);
  const isInstant = !Number.isNaN(instant.getTime()) && /^\d{4}-/.test(instant.toISOString());
  if (isInstant) return instant.toISOString();
  throw invalidFilter(
    `filter: ${attribute.name} must be compared with an instant, as in "2026-11-24T09:30:00Z", ` +
      `not with ${JSON.stringify(value)}`,
  );
}
