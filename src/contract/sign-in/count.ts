import { type MaybeKnown, NOT_KNOWN } from "./maybe-known";

/** How many identities: exactly known when both bounds are equal. */
export interface Count {
  readonly atLeast: number;
  /** Null: nobody could ask how many there are. */
  readonly atMost: number | null;
}

export const NOBODY: Count = { atLeast: 0, atMost: 0 };
/** Nobody could ask how many there are. */
export const NOT_COUNTED: Count = { atLeast: 0, atMost: null };

export function exactly(count: number): Count {
  return { atLeast: count, atMost: count };
}

/** Those of a group of alike identities for whom the condition holds: all, none, or perhaps some. */
export function those(group: Count, condition: MaybeKnown<boolean>): Count {
  if (condition === NOT_KNOWN) return { atLeast: 0, atMost: group.atMost };
  return condition ? group : NOBODY;
}

/** The count of groups that do not overlap. */
export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (one, other) => ({
      atLeast: one.atLeast + other.atLeast,
      atMost: one.atMost === null || other.atMost === null ? null : one.atMost + other.atMost,
    }),
    NOBODY,
  );
}

/** Whether it is certain that there is nobody. */
export function isNobody({ atMost }: Count): boolean {
  return atMost === 0;
}

/** The count in words: "25", "at most 25", "at least 3, at most 25", "an unknown number of". */
export function countText({ atLeast, atMost }: Count): string {
  if (atMost === null) return atLeast === 0 ? "an unknown number of" : `at least ${atLeast}`;
  if (atLeast === atMost) return String(atMost);
  return atLeast === 0 ? `at most ${atMost}` : `at least ${atLeast}, at most ${atMost}`;
}
