import type { ObjectType, ValueType } from "../value/type";
import { MARKDOWN, NESTING, type SchemaAttribute, type Schema as WireSchema } from "../wire/protocol";
import type { Attribute, Attributes } from "./attribute";
import type { Schema } from "./schema";

const TEXT = new TextEncoder();

/** The schema as the protocol has it. */
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

/** The type as Terraform writes it in JSON: `"string"`, `["set", "string"]`. Nested attributes have none. */
export type TypeJson = string | readonly [string, TypeJson];

export function typeJson(type: ValueType): TypeJson {
  if ("element" in type) return [type.kind, typeJson(type.element)];
  if (type.kind === "object") throw new TypeError("a nested attribute has no type in JSON");
  return type.kind;
}

/** How an attribute with attributes of its own nests them, or null for an attribute without any. */
export function nestingOf(
  type: ValueType<Attribute>,
): { readonly mode: keyof typeof NESTING; readonly object: ObjectType<Attribute> } | null {
  if (type.kind === "object") return { mode: "single", object: type };
  if ("element" in type && type.element.kind === "object") return { mode: type.kind, object: type.element };
  return null;
}

function wireAttributes(attributes: Attributes): readonly SchemaAttribute[] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const nesting = nestingOf(attribute.type);
    return {
      name,
      type: nesting === null ? TEXT.encode(JSON.stringify(typeJson(attribute.type))) : new Uint8Array(),
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
