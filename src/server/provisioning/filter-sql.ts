import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AttributePath, Filter } from "../../contract/scim/filter";
import { formatAttributePath } from "../../contract/scim/format";
import { invalidFilter } from "../scim/scim-error";
import type { Condition, Lookup } from "./lookup";

/** What can be searched for in one table. */
export interface Searchable {
  /** The name of an attribute in its own spelling, as in `emails.value`; null when there is no such attribute. */
  readonly nameOf: (path: AttributePath) => string | null;
  /** By those names. */
  readonly lookups: Readonly<Record<string, Lookup>>;
  /** Conditions on one value of a multi-valued attribute, as in `emails[type eq "work"]`. */
  readonly values: Readonly<Record<string, (filter: Filter) => Condition>>;
}

/**
 * The SQL condition that a filter stands for; in no dialect.
 * @throws ScimError 400 invalidFilter naming the attribute that cannot be searched for.
 */
export function filterCondition(filter: Filter, searchable: Searchable): Condition {
  switch (filter.kind) {
    case "and":
      return sql`(${filterCondition(filter.left, searchable)} and ${filterCondition(filter.right, searchable)})`;
    case "or":
      return sql`(${filterCondition(filter.left, searchable)} or ${filterCondition(filter.right, searchable)})`;
    case "not":
      return negated(filterCondition(filter.filter, searchable));
    case "present":
      return found(filter.path, searchable.lookups, searchable).present();
    case "values":
      return found(filter.path, searchable.values, searchable)(filter.filter);
    case "compare":
      return comparison(filter, found(filter.path, searchable.lookups, searchable));
  }
}

function comparison(
  { path, operator, value }: Extract<Filter, { kind: "compare" }>,
  lookup: Lookup,
): Condition {
  if (operator !== "eq" && operator !== "ne") {
    throw invalidFilter(
      `${formatAttributePath(path)} can be compared with eq and ne here, not with ${operator}`,
    );
  }
  const equal = value === null ? negated(lookup.present()) : lookup.equals(value);
  return operator === "eq" ? equal : negated(equal);
}

/** True also where the condition is null: an absent attribute does not equal anything. */
function negated(condition: Condition): RawBuilder<SqlBool> {
  return sql`(${condition}) is not true`;
}

function found<Kind>(
  path: AttributePath,
  among: Readonly<Record<string, Kind>>,
  searchable: Searchable,
): Kind {
  const name = searchable.nameOf(path);
  const entry = name !== null && Object.hasOwn(among, name) ? among[name] : undefined;
  if (entry !== undefined) return entry;
  const known = Object.keys(searchable.lookups).join(", ");
  throw invalidFilter(`${formatAttributePath(path)} cannot be searched for here; these can: ${known}`);
}
