import type { Attribute, Attributes, Schema } from "../../src/tfplugin";

type ValueType = Attribute["type"];

/** A nested object with a section of its own, and the path of its attribute. */
interface Nested {
  readonly path: readonly string[];
  readonly attributes: Attributes;
}

const GROUPS = [
  ["required", "Required"],
  ["optional", "Optional"],
  ["computed", "Read-Only"],
] as const;

/**
 * The reference of a schema in the registry's form: arguments, attributes, and a section per nested object.
 */
export function schemaSection({ attributes }: Schema): string {
  const nested: Nested[] = [];
  const parts = ["## Schema", ...groups(attributes, [], (name) => `### ${name}`, nested)];
  if (parts.length === 1) return "## Schema\n\nThere is nothing to set.";
  for (let next = nested.shift(); next !== undefined; next = nested.shift()) {
    const { path } = next;
    parts.push(
      `<a id="${anchor(path)}"></a>\n### Nested Schema for \`${path.join(".")}\``,
      ...groups(next.attributes, path, (name) => `${name}:`, nested),
    );
  }
  return parts.join("\n\n");
}

function groups(
  attributes: Attributes,
  path: readonly string[],
  heading: (name: string) => string,
  nested: Nested[],
): string[] {
  return GROUPS.flatMap(([presence, title]) => {
    const own = Object.entries(attributes)
      .filter(([, attribute]) => attribute.presence === presence)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    if (own.length === 0) return [];
    const lines = own.map(([name, attribute]) => line(name, attribute, [...path, name], nested));
    return [`${heading(title)}\n\n${lines.join("\n")}`];
  });
}

function line(name: string, attribute: Attribute, path: readonly string[], nested: Nested[]): string {
  const { type, sensitive, writeOnly, deprecated, description } = attribute;
  const notes = [
    typeName(type),
    sensitive && "Sensitive",
    writeOnly && "Write-only",
    deprecated && "Deprecated",
  ];
  const inner = objectIn(type);
  if (inner !== null) nested.push({ path, attributes: inner });
  const see = inner === null ? "" : ` (see [below for nested schema](#${anchor(path)}))`;
  const instead = deprecated === undefined ? "" : ` Deprecated: ${deprecated}`;
  return `- \`${name}\` (${notes.filter(Boolean).join(", ")}) ${description}${instead}${see}`;
}

/** The name of a type as the registry writes it. */
export function typeName(type: ValueType): string {
  if (type.kind === "object") return type.plain ? "Object" : "Attributes";
  if (!("element" in type)) return { string: "String", number: "Number", bool: "Boolean" }[type.kind];
  const collection = { list: "List", set: "Set", map: "Map" }[type.kind];
  const { element } = type;
  if (element.kind === "object" && !element.plain) return `Attributes ${collection}`;
  return `${collection} of ${typeName(element)}`;
}

function objectIn(type: ValueType): Attributes | null {
  if (type.kind === "object") return type.attributes;
  return "element" in type ? objectIn(type.element) : null;
}

function anchor(path: readonly string[]): string {
  return `nestedatt--${path.join("--")}`;
}
