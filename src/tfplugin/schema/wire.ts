import type { ObjectType, ValueType } from "../value/type";
import { MARKDOWN, NESTING, type SchemaAttribute, type Schema as WireSchema } from "../wire/schema-messages";
import type { Attribute, Attributes } from "./attribute";
import type { Schema } from "./schema";

const TEXT = new TextEncoder();

/** The schema in the protocol's form. */
export function wireSchema(schema: Schema): WireSchema {
  return {
    version: schema.version,
    block: {
      version: schema.version,
      attributes: wireAttributes(schema.attributes),
      description: schema.description,
      descriptionKind: MARKDOWN,
      deprecated: schema.deprecated !== undefined,
    },
  };
}

/** A type in Terraform's JSON form: `"string"`, `["set", "string"]`, `["object", { "a": "bool" }]`. */
export type TypeJson = string | readonly [string, TypeJson | Readonly<Record<string, TypeJson>>];

/** @throws TypeError for nested attributes, because the protocol carries their attributes and no type. */
export function typeJson(type: ValueType): TypeJson {
  if ("element" in type) return [type.kind, typeJson(type.element)];
  if (type.kind !== "object") return type.kind;
  if (!type.plain) throw new TypeError("a nested attribute has no type in JSON");
  const members = Object.entries(type.attributes).map(([name, { type }]) => [name, typeJson(type)] as const);
  return ["object", Object.fromEntries(members)];
}

/** A type in the protocol's form: the bytes of its JSON. */
export function wireType(type: ValueType): Uint8Array {
  return TEXT.encode(JSON.stringify(typeJson(type)));
}

/** How an attribute nests other attributes, or null when it nests none. */
export function nestingOf(
  type: ValueType<Attribute>,
): { readonly mode: keyof typeof NESTING; readonly object: ObjectType<Attribute> } | null {
  const object = "element" in type ? type.element : type;
  if (object.kind !== "object" || object.plain) return null;
  return { mode: "element" in type ? type.kind : "single", object };
}

function wireAttributes(attributes: Attributes): readonly SchemaAttribute[] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const nesting = nestingOf(attribute.type);
    return {
      name,
      type: nesting === null ? wireType(attribute.type) : new Uint8Array(),
      nestedType:
        nesting === null
          ? null
          : { attributes: wireAttributes(nesting.object.attributes), nesting: NESTING[nesting.mode] },
      description: attribute.description,
      descriptionKind: MARKDOWN,
      required: attribute.presence === "required",
      optional: attribute.presence === "optional",
      computed: attribute.computed,
      sensitive: attribute.sensitive,
      deprecated: attribute.deprecated !== undefined,
      writeOnly: attribute.writeOnly,
    };
  });
}
