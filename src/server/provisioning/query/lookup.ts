import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Comparison, FilterValue } from "../../../contract/scim/filter";
import { endOfPrefix } from "./prefix";

export type Condition = RawBuilder<SqlBool>;

/** The comparisons that the store is asked for; `ne` is the opposite of `eq`. */
export type Operator = Exclude<Comparison, "ne">;

export type Operand = Exclude<FilterValue, null>;

/** A comparison of the store, with the order of bytes that the engine has to be told of. */
export interface Test {
  readonly operator: Operator;
  readonly operand: Operand;
  /** Makes a text compare byte by byte, whatever language the database sorts by. */
  readonly inByteOrder: (text: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/**
 * How the store looks for one attribute. A condition on an absent attribute is false or null. Null instead of a condition:
 * the columns cannot tell.
 */
export interface Lookup {
  compare(test: Test): Condition | null;
  present(): Condition | null;
}

/** No row at all. */
export const NEVER: Condition = sql`1 = 0`;

const ORDERS = { eq: sql`=`, gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` } as const;

/** A text of which case counts, as in `scim_users.external_id`. */
export function exactText(name: string): Lookup {
  return text(sql.ref(name), (operand) => operand);
}

/** A text of which case does not count; the column is kept in lower case. */
export function foldedText(name: string): Lookup {
  return text(sql.ref(name), (operand) => operand.toLowerCase());
}

/** A flag that every row has. */
export function flag(name: string): Lookup {
  return {
    compare: ({ operator, operand }) => {
      const wanted = booleanOf(operand);
      return operator === "eq" && wanted !== null ? sql`${sql.ref(name)} = ${wanted ? 1 : 0}` : NEVER;
    },
    present: () => sql`${sql.ref(name)} is not null`,
  };
}

/** A flag that is 0 as well where the attribute is absent, so that only what is true can be told. */
export function raisedFlag(name: string): Lookup {
  const { compare } = flag(name);
  return {
    compare: (test) => (test.operator === "eq" && booleanOf(test.operand) !== true ? null : compare(test)),
    present: () => null,
  };
}

/** An instant that every row has, in ISO 8601 with milliseconds; operands of ordering are in the same form. */
export function instantText(name: string): Lookup {
  const lower = text(sql`lower(${sql.ref(name)})`, (operand) => operand.toLowerCase());
  const plain = text(sql.ref(name), (operand) => operand);
  return {
    compare: (test) => (test.operator in ORDERS ? plain : lower).compare(test),
    present: () => sql`${sql.ref(name)} is not null`,
  };
}

/** The same text for every row. */
export function constant(value: string): Lookup {
  return text(sql`cast(${sql.lit(value.toLowerCase())} as text)`, (operand) => operand.toLowerCase());
}

/**
 * Looks in the rows of another table that belong to the resource.
 * @param idsWhere The condition that the resource is among those whose rows meet the inner one.
 */
export function elsewhere(inner: Lookup, idsWhere: (inner: Condition) => Condition): Lookup {
  const within = (condition: Condition | null) => condition && idsWhere(condition);
  return { compare: (test) => within(inner.compare(test)), present: () => within(inner.present()) };
}

/** A text by its expression. An empty one is never kept: it stands for an absent attribute. */
function text(expression: RawBuilder<unknown>, key: (operand: string) => string): Lookup {
  const present: Condition = sql`${expression} <> ''`;
  return {
    compare: ({ operator, operand, inByteOrder }) => {
      if (typeof operand !== "string") return NEVER;
      const wanted = key(operand);
      if (wanted === "") return operator === "eq" || operator === "lt" || operator === "le" ? NEVER : present;
      const length = [...wanted].length;
      switch (operator) {
        case "eq":
          return sql`${expression} = ${wanted}`;
        case "co":
          return sql`replace(${expression}, ${wanted}, '') <> ${expression}`;
        case "sw":
          return startsWith(inByteOrder(expression), wanted);
        case "ew":
          return sql`(length(${expression}) >= ${sql.lit(length)} and substr(${expression}, length(${expression}) - ${sql.lit(length - 1)}) = ${wanted})`;
        default:
          return sql`(${inByteOrder(expression)} ${ORDERS[operator]} ${wanted} and ${present})`;
      }
    },
    present: () => present,
  };
}

/** As a range, so that an index finds it. */
function startsWith(expression: RawBuilder<unknown>, prefix: string): Condition {
  const end = endOfPrefix(prefix);
  const reached: Condition = sql`${expression} >= ${prefix}`;
  return end === null ? reached : sql`(${reached} and ${expression} < ${end})`;
}

/** Entra ID writes booleans as text, also in filters. */
function booleanOf(operand: Operand): boolean | null {
  const word = String(operand).toLowerCase();
  return word === "true" || word === "false" ? word === "true" : null;
}
