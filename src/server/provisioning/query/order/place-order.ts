import type { ListStart, Place, ResourcePage } from "../../../scim/backend";

/** One page of places, and the places around it. */
interface PlacePage<One extends Place> extends Omit<ResourcePage<One>, "resources" | "total"> {
  readonly shown: readonly One[];
  readonly total: number;
}

/** Sorts places and takes one page of them. */
export function pageOfPlaces<One extends Place>(
  places: readonly One[],
  descending: boolean,
  { start, limit }: { readonly start: ListStart; readonly limit: number },
): PlacePage<One> {
  const compare = descending
    ? (left: Place, right: Place) => comparePlaces(right, left)
    : (left: Place, right: Place) => comparePlaces(left, right);
  const sorted = [...places].sort(compare);
  const countBefore = (isBefore: (order: number) => boolean, place: Place) =>
    sorted.filter((one) => isBefore(compare(one, place))).length;
  let [from, to] = [0, limit];
  if ("skip" in start) [from, to] = [start.skip, start.skip + limit];
  else if ("before" in start) {
    const end = countBefore((order) => order < 0, start.before);
    if (end > 0) [from, to] = [Math.max(0, end - limit), end];
  } else if (start.after !== null) {
    const beginning = countBefore((order) => order <= 0, start.after);
    [from, to] = [beginning, beginning + limit];
  }
  const shown = sorted.slice(from, to);
  return {
    shown,
    total: sorted.length,
    first: "skip" in start || from === 0 ? null : (shown[0] ?? null),
    last: to < sorted.length ? (shown.at(-1) ?? null) : null,
  };
}

/**
 * Ascending: numbers, then texts by their code units, then absent values. The id decides among equal ones.
 */
function comparePlaces(left: Place, right: Place): number {
  const rank = rankOf(left.key) - rankOf(right.key);
  if (rank !== 0) return rank;
  return compareAlike(left.key ?? 0, right.key ?? 0) || compareAlike(left.id, right.id);
}

const rankOf = (key: Place["key"]) => (key === null ? 2 : typeof key === "string" ? 1 : 0);

function compareAlike<Value extends string | number>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
