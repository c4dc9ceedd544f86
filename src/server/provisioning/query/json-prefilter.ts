import { sql } from "kysely";
import type { Filter } from "../../../contract/scim/filter";
import type { Condition } from "./lookup";

/** Characters that JSON writes as they are and that are no wildcards of `like`. */
const PLAIN = /[a-z0-9@. -]{3,}/g;

/** Letters that signs outside ASCII fold to as well. */
const AMBIGUOUS = /[ik]/g;

/** Attributes that are not in the JSON. */
const NOT_KEPT = new Set(["id", "meta", "schemas", "groups", "members"]);

/**
 * A condition on the JSON text of a resource that is true wherever the filter matches, so that a scan reads few rows. Null
 * when the filter gives no such text.
 */
export function textHint(filter: Filter, json: string): Condition | null {
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
      const isKept = !NOT_KEPT.has(filter.path.attribute) || filter.path.schema !== null;
      const isContained = ["eq", "co", "sw", "ew"].includes(filter.operator);
      if (!isKept || !isContained || typeof filter.value !== "string") return null;
      return (filter.value.toLowerCase().match(PLAIN) ?? []).reduce<string | null>(longer, null);
    }
    default:
      return null;
  }
}

function longer(one: string | null, other: string | null): string | null {
  return (other?.length ?? 0) > (one?.length ?? 0) ? other : one;
}
