import type { Filter } from "../../contract/scim/filter";

/** A canonical filter with its texts left open: filters of one shape make one statement. */
export interface OpenFilter {
  /** The filter with a {@link mark} in the place of each text. */
  readonly shape: Filter;
  readonly operands: readonly string[];
}

/** No text of a client has this character, so that a mark is known wherever it turns up. */
const SIGN = "\0";

/**
 * Leaves the texts of a filter open. Null for a filter whose statement depends on more than its shape: the length of what is
 * looked for, or whether there is anything.
 */
export function openFilter(filter: Filter): OpenFilter | null {
  const operands: string[] = [];
  const shape = open(filter, operands);
  return shape && { shape, operands };
}

/**
 * What became of a mark in a statement: whose text it stands for and whether that text is folded to lower case, which the
 * upper case of the mark tells. Null for any other value.
 */
export function markedOperand(value: unknown): { readonly at: number; readonly isFolded: boolean } | null {
  if (typeof value !== "string" || !value.startsWith(SIGN)) return null;
  return { at: Number(value.slice(2)), isFolded: value[1] === "t" };
}

const mark = (at: number) => `${SIGN}T${at}`;

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
      if (filter.value === "" || ["co", "sw", "ew"].includes(filter.operator)) return null;
      operands.push(filter.value);
      return { ...filter, value: mark(operands.length - 1) };
    }
  }
}
