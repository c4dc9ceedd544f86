/**
 * A model of SCIM filters: a slow and simple evaluation over the JSON that the server shows. It shares no
 * code with the server.
 */

export type Json = Readonly<Record<string, unknown>>;

/** How an attribute compares. */
type Kind = "folded" | "exact" | "boolean" | "instant" | "number";

export interface ModelAttribute {
  readonly text: string;
  readonly kind: Kind;
  readonly read: (holder: Json) => unknown;
}

export type ModelFilter =
  | {
      readonly is: "compare";
      readonly of: ModelAttribute;
      readonly operator: string;
      readonly operand: unknown;
    }
  | { readonly is: "present"; readonly of: ModelAttribute }
  | { readonly is: "not"; readonly inner: ModelFilter }
  | { readonly is: "and" | "or"; readonly left: ModelFilter; readonly right: ModelFilter }
  | { readonly is: "values"; readonly name: string; readonly inner: ModelFilter };

const one = (kind: Kind, text: string, ...keys: string[]): ModelAttribute => ({
  text,
  kind,
  read: (holder) => keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], holder),
});
const each = (kind: Kind, list: string, part: string): ModelAttribute => ({
  text: `${list}.${part}`,
  kind,
  read: (holder) => ((holder[list] as Json[] | undefined) ?? []).map((item) => item[part]),
});

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** Attributes of a user, at least one for every way of storing them. */
export const USER_ATTRIBUTES: readonly ModelAttribute[] = [
  one("exact", "id", "id"),
  one("folded", "userName", "userName"),
  one("exact", "externalId", "externalId"),
  one("folded", "urn:ietf:params:scim:schemas:core:2.0:User:displayName", "displayName"),
  one("folded", "title", "title"),
  one("folded", "name.familyName", "name", "familyName"),
  one("boolean", "active", "active"),
  one("instant", "meta.created", "meta", "created"),
  one("folded", `${ENTERPRISE}:department`, ENTERPRISE, "department"),
  one("folded", "urn:acme:2.0:User:note", "urn:acme:2.0:User", "note"),
  one("number", "urn:acme:2.0:User:level", "urn:acme:2.0:User", "level"),
  each("folded", "emails", "value"),
  each("folded", "emails", "type"),
  each("boolean", "emails", "primary"),
  each("folded", "emails", "display"),
  each("folded", "roles", "value"),
  each("exact", "groups", "value"),
  each("folded", "groups", "display"),
];

/** Attributes inside brackets, by the attribute before them. */
export const PARTS: Readonly<Record<string, readonly ModelAttribute[]>> = {
  emails: [
    one("folded", "value", "value"),
    one("folded", "type", "type"),
    one("boolean", "primary", "primary"),
    one("folded", "display", "display"),
  ],
  roles: [one("folded", "value", "value"), one("boolean", "primary", "primary")],
  groups: [one("exact", "value", "value"), one("folded", "display", "display")],
};

export function textOf(filter: ModelFilter): string {
  switch (filter.is) {
    case "compare":
      return `${filter.of.text} ${filter.operator} ${JSON.stringify(filter.operand)}`;
    case "present":
      return `${filter.of.text} pr`;
    case "not":
      return `not (${textOf(filter.inner)})`;
    case "values":
      return `${filter.name}[${textOf(filter.inner)}]`;
    default:
      return `(${textOf(filter.left)}) ${filter.is} (${textOf(filter.right)})`;
  }
}

export function matches(filter: ModelFilter, holder: Json): boolean {
  switch (filter.is) {
    case "and":
      return matches(filter.left, holder) && matches(filter.right, holder);
    case "or":
      return matches(filter.left, holder) || matches(filter.right, holder);
    case "not":
      return !matches(filter.inner, holder);
    case "values":
      return ((holder[filter.name] as Json[] | undefined) ?? []).some((item) => matches(filter.inner, item));
    case "present":
      return valuesOf(filter.of, holder).length > 0;
    case "compare":
      return compare(filter, valuesOf(filter.of, holder));
  }
}

function valuesOf({ read }: ModelAttribute, holder: Json): unknown[] {
  return [read(holder)].flat().filter((value) => value !== undefined);
}

function compare(
  { of, operator, operand }: Extract<ModelFilter, { is: "compare" }>,
  values: readonly unknown[],
): boolean {
  if (operator === "ne") return !compare({ is: "compare", of, operator: "eq", operand }, values);
  if (operand === null) return values.length === 0;
  return values.some((value) => holds(operator, keyOf(of.kind, value), keyOf(of.kind, operand)));
}

function keyOf(kind: Kind, value: unknown): string | number | boolean {
  switch (kind) {
    case "folded":
      return String(value).toLowerCase().normalize("NFC");
    case "instant":
      return Date.parse(String(value));
    case "boolean":
      return String(value).toLowerCase() === "true";
    case "number":
      return Number(value);
    default:
      return String(value);
  }
}

function holds(
  operator: string,
  value: string | number | boolean,
  operand: string | number | boolean,
): boolean {
  switch (operator) {
    case "eq":
      return value === operand;
    case "co":
      return String(value).includes(String(operand));
    case "sw":
      return String(value).startsWith(String(operand));
    case "ew":
      return String(value).endsWith(String(operand));
    case "gt":
      return value > operand;
    case "ge":
      return value >= operand;
    case "lt":
      return value < operand;
    default:
      return value <= operand;
  }
}
