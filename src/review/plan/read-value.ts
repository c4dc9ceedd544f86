import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { isValues, Sensitive, type Value, type Values } from "./values";

/** The value at a path of attributes; null where one of them is absent. */
export function valueAt(values: Values | null, ...path: readonly string[]): Value {
  let at: Value = values;
  for (const name of path) {
    if (at === NOT_KNOWN) return NOT_KNOWN;
    // A sensitive branch is still judged; the mask keeps its texts out of the report.
    if (at instanceof Sensitive) at = at.judge() as Value;
    at = isValues(at) ? (at[name] ?? null) : null;
  }
  return at instanceof Sensitive ? (at.judge() as Value) : at;
}

/** A text; null when it is absent or something else. */
export function textAt(values: Values | null, ...path: readonly string[]): MaybeKnown<string | null> {
  const value = valueAt(values, ...path);
  return value === NOT_KNOWN || typeof value === "string" ? value : null;
}

/** A text that is known; null otherwise. */
export function knownTextAt(values: Values | null, ...path: readonly string[]): string | null {
  const value = textAt(values, ...path);
  return value === NOT_KNOWN ? null : value;
}

/** A truth value; false when it is absent. */
export function flagAt(values: Values | null, ...path: readonly string[]): MaybeKnown<boolean> {
  const value = valueAt(values, ...path);
  return value === NOT_KNOWN ? NOT_KNOWN : value === true;
}

/** The texts of a set or list. */
export function textsAt(
  values: Values | null,
  ...path: readonly string[]
): MaybeKnown<readonly MaybeKnown<string>[]> {
  const value = valueAt(values, ...path);
  if (value === NOT_KNOWN) return NOT_KNOWN;
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Value) => {
    const one = item instanceof Sensitive ? item.judge() : item;
    return one === NOT_KNOWN || typeof one === "string" ? [one] : [];
  });
}
