import type { Filter } from "../../../contract/scim/filter";
import { endOfPrefix } from "./prefix";

/** A canonical filter with its texts left open: filters of one shape make one statement. */
export interface OpenFilter {
  /** The filter with a {@link mark} in the place of each text. */
  readonly shape: Filter;
  readonly operands: readonly string[];
}

/** No text of a client has this character, so that a mark is known wherever it turns up. */
const SIGN = "\0";

/** Ends a mark; the end of a mark as a prefix ends in the sign after this one. */
const END = ".";

/** What a mark in a statement stands for. */
export interface MarkedOperand {
  /** Whose text it is. */
  readonly at: number;
  /** The text in lower case. */
  readonly isFolded: boolean;
  /** Not the text, but what comes after all that begin with it. */
  readonly isEnd: boolean;
}

/**
 * Leaves the texts of a filter open. Null for a filter whose statement depends on more than its shape: the length of what is
 * looked for, whether there is anything, or anything after it.
 */
export function openFilter(filter: Filter): OpenFilter | null {
  const operands: string[] = [];
  const shape = open(filter, operands);
  return shape && { shape, operands };
}

/**
 * What became of a mark in a statement: the upper case of it tells whether it was folded, its end whether it became the end
 * of a prefix. Null for any other value.
 */
export function markedOperand(value: unknown): MarkedOperand | null {
  if (typeof value !== "string" || !value.startsWith(SIGN)) return null;
  return { at: Number(value.slice(2, -1)), isFolded: value[1] === "t", isEnd: !value.endsWith(END) };
}

const mark = (at: number) => `${SIGN}T${at}${END}`;

function open(filter: Filter, operands: string[]): Filter | null {
  switch (filter.kind) {
    case "present":
      return filter;
    case "not":
    case "values": {
      const inner = open(filter.filter, operands);
      return inner && { ...filter, filter: inner };
    }
    case "and":
    case "or": {
      const left = open(filter.left, operands);
      const right = open(filter.right, operands);
      return left && right && { ...filter, left, right };
    }
    case "compare": {
      if (typeof filter.value !== "string") return filter;
      if (filter.value === "" || filter.operator === "co" || filter.operator === "ew") return null;
      if (filter.operator === "sw" && endOfPrefix(filter.value) === null) return null;
      operands.push(filter.value);
      return { ...filter, value: mark(operands.length - 1) };
    }
  }
}
