/**
 * Stands for a value that is not known: a plan learns it only during the apply, or nobody could ask the API.
 * It never stands for "none".
 */
export const NOT_KNOWN: unique symbol = Symbol("not known");

/** A value, or NOT_KNOWN. */
export type MaybeKnown<T> = T | typeof NOT_KNOWN;

/** Whether all of them hold. One that does not decides, whatever is not known of the others. */
export function all(...conditions: readonly MaybeKnown<boolean>[]): MaybeKnown<boolean> {
  if (conditions.includes(false)) return false;
  return conditions.includes(NOT_KNOWN) ? NOT_KNOWN : true;
}

/** Whether at least one of them holds. One that does decides, whatever is not known of the others. */
export function any(...conditions: readonly MaybeKnown<boolean>[]): MaybeKnown<boolean> {
  if (conditions.includes(true)) return true;
  return conditions.includes(NOT_KNOWN) ? NOT_KNOWN : false;
}

export function not(condition: MaybeKnown<boolean>): MaybeKnown<boolean> {
  return condition === NOT_KNOWN ? NOT_KNOWN : !condition;
}

/** Whether two values are equal. */
export function same<T extends string | number | boolean | null>(
  one: MaybeKnown<T>,
  other: MaybeKnown<T>,
): MaybeKnown<boolean> {
  return one === NOT_KNOWN || other === NOT_KNOWN ? NOT_KNOWN : one === other;
}
