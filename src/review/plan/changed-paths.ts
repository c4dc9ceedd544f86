import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import type { PlannedChange } from "./plan";
import { isValues, sameValue, type Value } from "./values";

/** One attribute that differs between before and after. */
export interface Difference {
  /** Its path, as in `primary.ext_jwt.allowed`. */
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

/** The attributes of an object that a change touches, sorted by path. */
export function differences({
  before,
  after,
}: Pick<PlannedChange, "before" | "after">): readonly Difference[] {
  return within("", before ?? {}, after ?? {});
}

/** The paths of `differences`. */
export function changedPaths(change: Pick<PlannedChange, "before" | "after">): readonly string[] {
  return differences(change).map(({ path }) => path);
}

function within(path: string, before: Value, after: Value): Difference[] {
  if (isValues(before) && isValues(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names]
      .sort()
      .flatMap((name) =>
        within(path === "" ? name : `${path}.${name}`, before[name] ?? null, after[name] ?? null),
      );
  }
  if (before !== NOT_KNOWN && after !== NOT_KNOWN && sameValue(before, after)) return [];
  return [{ path, before, after }];
}
