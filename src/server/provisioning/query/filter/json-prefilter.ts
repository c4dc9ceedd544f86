import { sql } from "kysely";
import type { Filter } from "../../../../contract/scim/filter/filter";
import { foldText } from "../../../../contract/scim/fold-text";
import type { Condition } from "./lookup";

/** Characters that JSON does not escape and that are not wildcards of `like`. */
const PLAIN = /[a-z0-9@. -]{3,}/g;

/** ASCII letters that are the lower case of a character outside ASCII too, such as the Kelvin sign. */
const AMBIGUOUS = /[ik]/g;

/** Attributes that the JSON text does not hold. */
const NOT_IN_JSON = new Set(["id", "meta", "schemas", "groups", "members"]);

/**
 * A condition on the JSON text of a resource. It is true for every resource that the filter matches, and
 * false for most others. So a scan reads few rows.
 * @returns Null when the filter has no text to search for.
 */
export function jsonPrefilter(filter: Filter, json: string): Condition | null {
  const literal = longestLiteral(filter);
  return literal === null
    ? null
    : sql`lower(${sql.ref(json)}) like ${`%${literal.replace(AMBIGUOUS, "_")}%`}`;
}

function longestLiteral(filter: Filter): string | null {
  switch (filter.kind) {
    case "values":
      return longestLiteral(filter.filter);
    case "and":
      return longer(longestLiteral(filter.left), longestLiteral(filter.right));
    case "compare": {
      const isInJson = !NOT_IN_JSON.has(filter.path.attribute) || filter.path.schema !== null;
      const mustContain = ["eq", "co", "sw", "ew"].includes(filter.operator);
      if (!isInJson || !mustContain || typeof filter.value !== "string") return null;
      return (foldText(filter.value).match(PLAIN) ?? []).reduce<string | null>(longer, null);
    }
    default:
      return null;
  }
}

function longer(one: string | null, other: string | null): string | null {
  return (other?.length ?? 0) > (one?.length ?? 0) ? other : one;
}
