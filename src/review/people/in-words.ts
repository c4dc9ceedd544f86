import type { Count } from "../../contract/sign-in/count";

/** A count in words: `25 people`, `at least 3 people`, `an unknown number of people`. */
export function inWords({ atLeast, atMost }: Count): string {
  if (atMost === null) return atLeast === 0 ? "an unknown number of people" : `at least ${persons(atLeast)}`;
  if (atLeast === atMost) return atLeast === 0 ? "nobody" : persons(atLeast);
  return atLeast === 0 ? `up to ${persons(atMost)}` : `${atLeast} to ${persons(atMost)}`;
}

function persons(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}
