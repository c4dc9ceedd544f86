import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { FilterValue } from "../../contract/scim/filter";

export type Condition = RawBuilder<SqlBool>;

/** How the store looks for one attribute. A condition on an absent attribute is false or null. */
export interface Lookup {
  equals(value: Exclude<FilterValue, null>): Condition;
  present(): Condition;
}

type Key = (value: Exclude<FilterValue, null>) => string | number;

/** Case counts. */
export const exact: Key = String;
/** Case does not count; the column is kept in lower case. */
export const folded: Key = (value) => String(value).toLowerCase();
/** A boolean, which Entra ID writes as text, also in filters. Anything else equals nothing. */
export const flag: Key = (value) => ({ true: 1, false: 0 })[folded(value)] ?? -1;

/** Looks in a column, as in `scim_users.external_id`. */
export function column(name: string, key: Key): Lookup {
  return {
    equals: (value) => sql`${sql.ref(name)} = ${key(value)}`,
    present: () => sql`${sql.ref(name)} is not null`,
  };
}

/**
 * Looks in the rows of another table that belong to the resource.
 * @param idsWhere The condition that the resource is among those whose rows meet the inner one.
 */
export function elsewhere(inner: Lookup, idsWhere: (inner: Condition) => Condition): Lookup {
  return {
    equals: (value) => idsWhere(inner.equals(value)),
    present: () => idsWhere(inner.present()),
  };
}
