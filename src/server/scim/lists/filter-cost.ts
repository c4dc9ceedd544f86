import type { AttributePath, Comparison, Filter } from "../../../contract/scim/filter/filter";

/** What a canonical filter asks of the database. */
export interface FilterCost {
  /** Whether an index finds the few resources that can match. The other scans see only those. */
  readonly isNarrow: boolean;
  /** How many comparisons an index answers. */
  readonly seeks: number;
  /** How many comparisons look at every resource. */
  readonly scans: number;
  /** How many comparisons look at every member of every group. */
  readonly joins: number;
}

/** Attributes of which few resources share a value. */
const TELLING = new Set(["id", "userName", "externalId", "displayName", "emails.value", "members.value"]);

/** Attributes with an index. */
const INDEXED = new Set([...TELLING, "groups.value"]);

/** Attributes that the database finds by the members of groups. */
const JOINED = /^(groups|members)(\.|$)/;

const SEEKING: readonly Comparison[] = ["eq", "sw"];

/** The cost of a filter as `readFilter` returns it. */
export function filterCost(filter: Filter): FilterCost {
  return costOf(filter, null);
}

/** How many further requests a filter counts as in the rate limit. */
export function chargedComparisons(filter: Filter): number {
  const { isNarrow, scans, joins } = filterCost(filter);
  return isNarrow ? joins : scans + joins;
}

/** @param parent The attribute in front of the brackets, as in `emails[…]`. */
function costOf(filter: Filter, parent: string | null): FilterCost {
  switch (filter.kind) {
    case "and":
    case "or": {
      const [left, right] = [costOf(filter.left, parent), costOf(filter.right, parent)];
      const isNarrow =
        filter.kind === "and" ? left.isNarrow || right.isNarrow : left.isNarrow && right.isNarrow;
      return {
        isNarrow,
        seeks: left.seeks + right.seeks,
        scans: left.scans + right.scans,
        joins: left.joins + right.joins,
      };
    }
    case "not":
      return { ...costOf(filter.filter, parent), isNarrow: false };
    case "values":
      return costOf(filter.filter, nameOf(filter.path, parent));
    case "present":
      return scanOf(nameOf(filter.path, parent));
    case "compare": {
      const name = nameOf(filter.path, parent);
      const isSeek = INDEXED.has(name) && SEEKING.includes(filter.operator) && filter.value !== null;
      if (!isSeek) return scanOf(name);
      return { ...NOTHING, seeks: 1, isNarrow: filter.operator === "eq" && TELLING.has(name) };
    }
  }
}

const NOTHING: FilterCost = { isNarrow: false, seeks: 0, scans: 0, joins: 0 };

function scanOf(name: string): FilterCost {
  return JOINED.test(name) ? { ...NOTHING, joins: 1 } : { ...NOTHING, scans: 1 };
}

/** As in `emails.value`. An attribute of an extension has its URN in front. */
function nameOf({ schema, attribute, subAttribute }: AttributePath, parent: string | null): string {
  return [schema ?? parent, attribute, subAttribute].filter((part) => part !== null).join(".");
}
