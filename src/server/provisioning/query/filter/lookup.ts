import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Comparison, FilterValue } from "../../../../contract/scim/filter/filter";
import { foldText } from "../../../../contract/scim/fold-text";
import { endOfPrefix } from "./prefix";

export type Condition = RawBuilder<SqlBool>;

/** The comparisons that the database answers. The plan turns `ne` into the negation of `eq`. */
type Operator = Exclude<Comparison, "ne">;

export type Operand = Exclude<FilterValue, null>;

/** A comparison that the database answers. */
export interface Test {
  readonly operator: Operator;
  readonly operand: Operand;
  /** Makes a text compare byte by byte, whatever language the database sorts by. */
  readonly inByteOrder: (text: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/**
 * How the database searches one attribute. A condition is false or null for a resource without the attribute.
 * A method returns null when the columns cannot answer.
 */
export interface Lookup {
  compare(test: Test): Condition | null;
  present(): Condition | null;
}

/** True for no row. */
export const NEVER: Condition = sql`1 = 0`;

const ORDERS = { eq: sql`=`, gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` } as const;

/** A text that compares with case, such as `scim_users.external_id`. */
export function exactText(name: string): Lookup {
  return text(sql.ref(name), (operand) => operand);
}

/** A text that compares without case. The column holds it as `foldText` returns it. */
export function foldedText(name: string): Lookup {
  return text(sql.ref(name), foldText);
}

/**
 * A userName. Its column holds the text as {@link foldedText} does, or in another form of Unicode where a
 * user of an earlier version has the same name as another. `eq` finds such a user too.
 */
export function userNameText(name: string): Lookup {
  const folded = foldedText(name);
  return {
    ...folded,
    compare: (test) => {
      if (test.operator !== "eq" || typeof test.operand !== "string") return folded.compare(test);
      const lower = test.operand.toLowerCase();
      const keys = [...new Set([foldText(lower), lower, lower.normalize("NFD")])];
      return keys.length === 1 ? folded.compare(test) : sql`${sql.ref(name)} in (${sql.join(keys)})`;
    },
  };
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

/** A flag that is also 0 where the attribute is absent. So the column answers only `eq true`. */
export function trueOrUnknownFlag(name: string): Lookup {
  const { compare } = flag(name);
  return {
    compare: (test) => (test.operator === "eq" && booleanOf(test.operand) !== true ? null : compare(test)),
    present: () => null,
  };
}

/**
 * An instant that every row has, in ISO 8601 with milliseconds. Operands of `gt` and so on have that form.
 */
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
 * An attribute in the rows of another table.
 * @param idsWhere Turns a condition on those rows into one on the resource that owns them.
 */
export function inOtherTable(inner: Lookup, idsWhere: (inner: Condition) => Condition): Lookup {
  const within = (condition: Condition | null) => condition && idsWhere(condition);
  return { compare: (test) => within(inner.compare(test)), present: () => within(inner.present()) };
}

/** A text by its SQL expression. An empty text stands for an absent attribute. */
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
          return sql`(length(${expression}) >= ${sql.lit(length)}
            and substr(${expression}, length(${expression}) - ${sql.lit(length - 1)}) = ${wanted})`;
        default:
          return sql`(${inByteOrder(expression)} ${ORDERS[operator]} ${wanted} and ${present})`;
      }
    },
    present: () => present,
  };
}

/** A condition on a range, because an index finds ranges. */
function startsWith(expression: RawBuilder<unknown>, prefix: string): Condition {
  const end = endOfPrefix(prefix);
  const reached: Condition = sql`${expression} >= ${prefix}`;
  return end === null ? reached : sql`(${reached} and ${expression} < ${end})`;
}

/** Reads a boolean. Entra ID writes booleans as text, in filters too. */
function booleanOf(operand: Operand): boolean | null {
  const word = String(operand).toLowerCase();
  return word === "true" || word === "false" ? word === "true" : null;
}
