import { sql } from "kysely";
import type { Filter } from "../../../contract/scim/filter";
import type { Condition } from "./lookup";

/** Characters that JSON does not escape and that are not wildcards of `like`. */
const PLAIN = /[a-z0-9@. -]{3,}/g;

/** ASCII letters that some characters outside ASCII become in lower case, such as the Kelvin sign. */
const AMBIGUOUS = /[ik]/g;

/** Attributes that the JSON lacks. */
const NOT_IN_JSON = new Set(["id", "meta", "schemas", "groups", "members"]);

/**
 * A condition on the JSON text of a resource that holds wherever the filter matches. It spares a scan most
 * rows.
 * @returns null when the filter names no text to look for
 */
export function jsonPrefilter(filter: Filter, json: string): Condition | null {
  const piece = longestPiece(filter);
  return piece === null ? null : sql`lower(${sql.ref(json)}) like ${`%${piece.replace(AMBIGUOUS, "_")}%`}`;
}

function longestPiece(filter: Filter): string | null {
  switch (filter.kind) {
    case "values":
      return longestPiece(filter.filter);
    case "and":
      return longer(longestPiece(filter.left), longestPiece(filter.right));
    case "compare": {
      const isInJson = !NOT_IN_JSON.has(filter.path.attribute) || filter.path.schema !== null;
      const mustContain = ["eq", "co", "sw", "ew"].includes(filter.operator);
      if (!isInJson || !mustContain || typeof filter.value !== "string") return null;
      return (filter.value.toLowerCase().match(PLAIN) ?? []).reduce<string | null>(longer, null);
    }
    default:
      return null;
  }
}

function longer(one: string | null, other: string | null): string | null {
  return (other?.length ?? 0) > (one?.length ?? 0) ? other : one;
}
