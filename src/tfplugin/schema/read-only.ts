import type { ObjectType, ValueType } from "../value/type";
import type { Attribute, Attributes } from "./attribute";

type StateIn<A> = A extends Attribute<infer T> ? T["state"] : never;

/** The attributes of another schema as computed attributes. Their values have the types of the state. */
export type ReadOnly<A extends Attributes> = {
  readonly [Name in keyof A]: Attribute<{
    readonly config: null;
    readonly known: null;
    readonly planned: unknown;
    readonly plan: unknown;
    readonly state: StateIn<A[Name]>;
    readonly imported: StateIn<A[Name]> | null;
    readonly given: null;
  }>;
};

/**
 * Makes computed attributes from those of another schema, at every depth. Any of them may be null. So a data
 * source can show what a resource manages without a second description.
 */
export function readOnly<A extends Attributes>(attributes: A): ReadOnly<A> {
  const entries = Object.entries(attributes).map(([name, it]) => [name, readOnlyAttribute(it)]);
  return Object.fromEntries(entries) as ReadOnly<A>;
}

function readOnlyAttribute(attribute: Attribute): Attribute {
  return {
    presence: "computed",
    type: readOnlyType(attribute.type),
    description: attribute.description,
    validate: [],
    default: undefined,
    computed: true,
    keep: false,
    replace: false,
    sensitive: attribute.sensitive,
    writeOnly: false,
    providerOnly: false,
    nullable: true,
    deprecated: undefined,
    same: undefined,
    prefix: undefined,
    relations: [],
  };
}

function readOnlyType(type: ValueType<Attribute>): ValueType<Attribute> {
  if (type.kind === "object") return readOnlyObject(type);
  if (!("element" in type) || type.element.kind !== "object") return type;
  return { ...type, element: readOnlyObject(type.element) };
}

function readOnlyObject(type: ObjectType<Attribute>): ObjectType<Attribute> {
  return { ...type, attributes: readOnly(type.attributes) };
}
