import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import { FilterError } from "./filter-ast";

/** What the values of a field are. */
export type FieldType = "text" | "number" | "boolean" | "instant";

/** A field with one value, as SQL. A boolean is 0 or 1. An instant is the text that the store keeps. */
export interface TypedField {
  readonly type: FieldType;
  readonly expression: Expression<unknown>;
}

/** A tag: text or boolean. The SQL value does not tell which: PostgreSQL reads true and "1" alike. */
export interface TagField {
  readonly type: "any";
  readonly expression: Expression<unknown>;
  /** "text", "true" or "false". Null or "null" when there is no value. */
  readonly jsonType: Expression<unknown>;
}

export type ScalarField = TypedField | TagField;

/** A field that is a set of texts. */
export interface SetField {
  readonly type: "set";
  /** Whether the condition is true for at least one element. */
  readonly some: (condition: (element: ScalarField) => Expression<SqlBool>) => Expression<SqlBool>;
}

/** What one kind of object may be filtered by. */
export interface FilterFields {
  readonly fields: Readonly<Record<string, ScalarField | SetField>>;
  /** The column that holds the tags as JSON. Null for a kind without tags. */
  readonly tagsColumn: string | null;
}

const TAGS = "tags";

/** The names for `filterableFields` of a list. */
export function fieldNames({ fields, tagsColumn }: FilterFields): string[] {
  return [...Object.keys(fields), ...(tagsColumn === null ? [] : [TAGS])];
}

/** @throws FilterError naming the field when the kind does not have it. */
export function fieldOf(kind: FilterFields, name: string): ScalarField | SetField {
  if (kind.tagsColumn !== null && name.startsWith(`${TAGS}.`)) {
    return tagField(kind.tagsColumn, name.slice(TAGS.length + 1));
  }
  const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  if (field !== undefined) return field;
  const known = fieldNames(kind).map((each) => (each === TAGS ? `${TAGS}.<name>` : each));
  throw new FilterError(`there is no field ${name}; the fields are ${known.join(", ")}`);
}

/** @throws FilterError for a set, and for a field that the kind does not have. */
export function scalarOf(kind: FilterFields, name: string): ScalarField {
  const field = fieldOf(kind, name);
  if (field.type !== "set") return field;
  throw new FilterError(`${name} is a set; write anyOf(${name}) or allOf(${name})`);
}

/** A field that is a column of its own. */
export function columnField(type: FieldType, column: string): TypedField {
  return { type, expression: sql.ref(column) };
}

/** A field inside a JSON column. Both engines read it alike (migration 0003). */
export function jsonField(type: FieldType, column: string, keys: readonly string[]): TypedField {
  const value = sql`json_extract(${sql.ref(column)}, ${pathOf(keys)})`;
  return { type, expression: type === "number" ? sql`cast(${value} as numeric)` : value };
}

function tagField(column: string, name: string): TagField {
  const at = sql`(${sql.ref(column)}, ${pathOf([name])})`;
  return { type: "any", expression: sql`json_extract${at}`, jsonType: sql`json_type${at}` };
}

/** The keys never hold a quote, since the filter language has none in its names. */
function pathOf(keys: readonly string[]): string {
  return `$${keys.map((key) => `."${key}"`).join("")}`;
}

/** The SQL expression that orders the values of a field. */
export function orderOf({ type, expression }: ScalarField): Expression<unknown> {
  return type === "number" || type === "boolean" ? expression : inByteOrder(expression);
}

/** The SQL expressions that sort a list by the field. */
export function sortKeysOf(field: ScalarField): Expression<unknown>[] {
  if (field.type !== "any") return [orderOf(field)];
  const rank = sql`case ${field.jsonType} when 'text' then 1 when 'true' then 0 when 'false' then 0 end`;
  return [rank, orderOf(field)];
}

/** A text whose order and lower case follow its bytes. PostgreSQL would follow the database's language. */
export function inByteOrder<Text>(text: Expression<Text>): RawBuilder<Text> {
  return sql`${text} collate "binary"`;
}
