const MAX_HINTS = 3;
const MAX_EDITS = 2;

/** Up to three known names that a mistyped name may stand for, nearest first. Case does not count. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= MAX_EDITS)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, MAX_HINTS)
    .map(({ candidate }) => candidate);
}

/** The text `; did you mean "a" or "b"?`; empty when no known name is near. */
export function nearNamesHint(name: string, known: readonly string[]): string {
  const hints = nearNames(name, known).map((hint) => JSON.stringify(hint));
  return hints.length === 0 ? "" : `; did you mean ${hints.join(" or ")}?`;
}

function distanceOf(wanted: string, candidate: string): number {
  const shorter = Math.min(wanted.length, candidate.length);
  if (shorter >= 4 && (candidate.startsWith(wanted) || wanted.startsWith(candidate))) return 1;
  return Math.abs(wanted.length - candidate.length) > MAX_EDITS
    ? Number.POSITIVE_INFINITY
    : edits(wanted, candidate);
}

/** The Levenshtein distance, computed row by row. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [at, character] of [...from].entries()) {
    const next = [at + 1];
    for (const [index, other] of [...to].entries()) {
      const replaced = (row[index] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
