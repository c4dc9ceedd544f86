import type { Attribute } from "../schema/attribute";
import { equal } from "../value/equal";
import { isArray, isRecord, type Value, type ValueType } from "../value/type";
import { containsUnknown } from "../value/unknown";

/**
 * Whether a value is still open, so that any value can take its place. An element has no attribute: it is
 * null.
 */
export type IsUndecided = (value: Value, attribute: Attribute | null) => boolean;

/** Whether `found` can be the result of `wanted`. Where `wanted` is decided, both must mean the same. */
export function isMatch(
  type: ValueType<Attribute>,
  wanted: Value,
  found: Value,
  isUndecided: IsUndecided,
): boolean {
  if (isUndecided(wanted, null)) return true;
  if (type.kind === "object" && isRecord(wanted) && isRecord(found)) {
    return Object.entries(type.attributes).every(([name, attribute]) => {
      const [one, other] = [wanted[name] ?? null, found[name] ?? null];
      if (isUndecided(one, attribute)) return true;
      return isSemanticallyEqual(attribute, other, one) || isMatch(attribute.type, one, other, isUndecided);
    });
  }
  if (!("element" in type)) return equal(type, wanted, found);
  if (type.element.kind !== "object" && !containsUnknown(wanted)) return equal(type, wanted, found);
  const { element } = type;
  const become = (one: Value, other: Value | undefined) =>
    other !== undefined && isMatch(element, one, other, isUndecided);
  if (isArray(wanted) && isArray(found)) {
    if (type.kind === "list") {
      return wanted.length === found.length && wanted.every((one, index) => become(one, found[index]));
    }
    return (
      wanted.every((one) => found.some((other) => become(one, other))) &&
      found.every((other) => wanted.some((one) => become(one, other)))
    );
  }
  if (!isRecord(wanted) || !isRecord(found)) return equal(type, wanted, found);
  const keys = Object.keys(wanted);
  return (
    keys.length === Object.keys(found).length && keys.every((key) => become(wanted[key] ?? null, found[key]))
  );
}

/** Whether a known value means the same as the stored one, by the attribute's option `same`. */
export function isSemanticallyEqual(
  { same }: Attribute,
  stored: Value | undefined,
  other: Value,
): stored is Value {
  if (same === undefined || stored === undefined || stored === null || other === null) return false;
  return !containsUnknown(other) && !containsUnknown(stored) && same(stored, other);
}

/**
 * Pairs the elements of two sets. As many as possible get a partner, and no partner is given twice.
 * @returns the partner of each element, in order. Undefined where there is none.
 */
export function matchElements(
  elements: readonly Value[],
  partners: readonly Value[],
  isPair: (element: Value, partner: Value) => boolean,
): readonly (Value | undefined)[] {
  const holders = new Map<number, number>();
  // A holder gives its partner up if it can take another one. Without that, fewer elements would find a
  // partner.
  const take = (index: number, asked: Set<number>): boolean =>
    partners.some((partner, number) => {
      if (asked.has(number) || !isPair(elements[index] ?? null, partner)) return false;
      asked.add(number);
      const holder = holders.get(number);
      if (holder !== undefined && !take(holder, asked)) return false;
      holders.set(number, index);
      return true;
    });
  for (const index of elements.keys()) take(index, new Set());
  const found = new Map([...holders].map(([number, index]) => [index, partners[number]]));
  return elements.map((_, index) => found.get(index));
}
