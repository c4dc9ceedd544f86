import type { Filter } from "../../../contract/scim/filter/filter";
import { matchesValue } from "../../../contract/scim/filter/match";
import { type AttributeMap, isMap } from "../../../contract/scim/read-attribute";
import { findSubAttribute, sameName } from "../../../contract/scim/resource";
import type { ScimAttribute } from "../../../contract/scim/schema";
import { coerceList, coerceValue, hasContent, isAbsent, requireFew } from "../attributes/coerce";
import { withOnePrimary } from "../attributes/one-primary";
import { sameValue } from "../attributes/same-value";
import { invalidValue, ScimError } from "../scim-error";
import type { PatchStep } from "./patch-target";

/** The values of a multi-valued attribute after a step (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
export function nextList(current: readonly unknown[], step: PatchStep): unknown[] {
  const isWhole = step.valueFilter === null && step.subAttribute === null;
  const next = (isWhole ? wholeList(current, step) : selectedValues(current, step)).filter(hasContent);
  requireFew(next, step.attribute.name);
  return next;
}

function wholeList(current: readonly unknown[], { verb, attribute, value, at }: PatchStep): unknown[] {
  switch (verb) {
    case "add":
      return coerceList(attribute, value, at).reduce<unknown[]>(
        (list, item) => withItem(list, item, attribute),
        [...current],
      );
    case "replace":
      return coerceList(attribute, value, at);
    case "remove": {
      // A value, even an empty list, says what to remove. Without one, Entra ID means the whole attribute.
      if (value === undefined || value === null) return [];
      const unwanted = coerceList(attribute, value, at);
      return current.filter((item) => !unwanted.some((one) => isMeant(one, item, attribute)));
    }
  }
}

function selectedValues(current: readonly unknown[], step: PatchStep): unknown[] {
  const { verb, attribute, subAttribute, valueFilter } = step;
  const isChosen = (item: unknown) => valueFilter === null || matchesValue(valueFilter, item, attribute);
  if (verb === "remove" || isEmpty(step)) {
    if (subAttribute === null) return current.filter((item) => !isChosen(item));
    return current.map((item) => (isChosen(item) ? withoutPart(item, subAttribute.name) : item));
  }
  if (valueFilter === null && current.length > 1) {
    throw new ScimError(
      400,
      "invalidPath",
      `${step.name}: ${attribute.name} has ${current.length} values; ` +
        `select some, as in ${attribute.name}[type eq "work"]`,
    );
  }
  const parts = partsOf(step);
  const touched = new Set<unknown>();
  const touch = (item: AttributeMap) => {
    touched.add(item);
    return item;
  };
  const keepsOthers = verb === "add" || subAttribute !== null;
  const changed = current.map((item) => {
    if (!isChosen(item) || !isMap(item)) return item;
    return touch({ ...(keepsOthers ? item : conditionsOf(step)), ...parts });
  });
  if (touched.size === 0) changed.push(touch({ ...conditionsOf(step), ...parts }));
  return withOnePrimary(changed.filter(hasContent), (item) => touched.has(item));
}

/** An empty value removes the attribute (RFC 7643 section 2.5). */
function isEmpty({ subAttribute, value, at }: PatchStep): boolean {
  return subAttribute === null ? isAbsent(value) : coerceValue(subAttribute, value, at) === undefined;
}

/** The sub-attributes that the step writes into each selected value. */
function partsOf({ attribute, subAttribute, value, at }: PatchStep): AttributeMap {
  if (subAttribute !== null) return { [subAttribute.name]: coerceValue(subAttribute, value, at) };
  const items = coerceList(attribute, value, at);
  const [item] = items;
  if (items.length > 1 || (item !== undefined && !isMap(item)))
    throw invalidValue(`${at} must be one object`);
  return isMap(item) ? item : labelsOf(attribute, value);
}

/**
 * The `type` and `primary` of a value that has nothing else. Lists drop such a value. A step with a filter
 * writes it into the selected values.
 */
function labelsOf(attribute: ScimAttribute, value: unknown): AttributeMap {
  const single = coerceValue({ ...attribute, multiValued: false }, value, attribute.name);
  return isMap(single) ? single : {};
}

/**
 * The sub-attributes that a new value needs so that the filter selects it. Identity providers expect the
 * server to create the value, even by `replace`. For `replace`, RFC 7644 section 3.5.2.3 would have an error.
 *
 * @throws ScimError 400 noTarget unless the conditions are `eq`, joined by `and`
 */
function conditionsOf(step: PatchStep): AttributeMap {
  const conditions = step.valueFilter === null ? {} : equalities(step.valueFilter, step.attribute);
  if (conditions !== null) return conditions;
  throw new ScimError(
    400,
    "noTarget",
    `${step.name} selects no value, and it does not say what value to create`,
  );
}

function equalities(filter: Filter, attribute: ScimAttribute): AttributeMap | null {
  if (filter.kind === "and") {
    const left = equalities(filter.left, attribute);
    const right = equalities(filter.right, attribute);
    return left && right && { ...left, ...right };
  }
  if (filter.kind !== "compare" || filter.operator !== "eq") return null;
  const subAttribute = findSubAttribute(attribute, filter.path.attribute);
  if (subAttribute === null) return null;
  const value = coerceValue(subAttribute, filter.value, `${attribute.name}[${subAttribute.name}]`);
  return value === undefined ? {} : { [subAttribute.name]: value };
}

/** Adds a value, or updates the one with the same `value` whose `type` does not differ. */
function withItem(list: readonly unknown[], item: unknown, attribute: ScimAttribute): unknown[] {
  const index = list.findIndex((present) => isSame(item, present, attribute));
  const present = list[index];
  const written = isMap(present) && isMap(item) ? { ...present, ...item } : item;
  const next = index === -1 ? [...list, written] : list.with(index, written);
  return withOnePrimary(next, (one) => one === written);
}

function isSame(item: unknown, present: unknown, attribute: ScimAttribute): boolean {
  if (!isMap(item) || !isMap(present) || item.value === undefined) return sameValue(item, present);
  const hasType = item.type !== undefined && present.type !== undefined;
  return (
    samePart(item, present, "value", attribute) && (!hasType || samePart(item, present, "type", attribute))
  );
}

/**
 * Whether an item in the value list of a removal means a present value. They are compared by `value`, and by
 * `type` when the item has one. An item without `value` is compared by everything that it has.
 */
function isMeant(item: unknown, present: unknown, attribute: ScimAttribute): boolean {
  if (!isMap(item) || !isMap(present)) return sameValue(item, present);
  const names =
    item.value === undefined ? Object.keys(item) : ["value", ...(item.type === undefined ? [] : ["type"])];
  return names.every((name) => samePart(item, present, name, attribute));
}

function samePart(left: AttributeMap, right: AttributeMap, name: string, attribute: ScimAttribute): boolean {
  const [one, other] = [left[name], right[name]];
  const isExact = findSubAttribute(attribute, name)?.caseExact ?? true;
  return typeof one === "string" && typeof other === "string" && !isExact
    ? sameName(one, other)
    : sameValue(one, other);
}

function withoutPart(item: unknown, name: string): unknown {
  if (!isMap(item)) return item;
  const { [name]: _removed, ...rest } = item;
  return rest;
}
