/**
 * Attribute types of RFC 7643 section 2.3. `any` is our own: the type of attributes that no known schema
 * describes.
 */
export type AttributeType =
  | "string"
  | "boolean"
  | "decimal"
  | "integer"
  | "dateTime"
  | "binary"
  | "reference"
  | "complex"
  | "any";

/** One attribute and its characteristics (RFC 7643 sections 2.2 and 7). */
export interface ScimAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  /** Whether case counts when values are compared. */
  readonly caseExact: boolean;
  readonly mutability: "readOnly" | "readWrite" | "immutable" | "writeOnly";
  readonly returned: "always" | "never" | "default" | "request";
  readonly uniqueness: "none" | "server" | "global";
  readonly canonicalValues: readonly string[];
  readonly referenceTypes: readonly string[];
  readonly subAttributes: readonly ScimAttribute[];
}

/** A schema as `/Schemas` describes it. */
export interface ScimSchema {
  readonly id: string;
  /** What SCIM 1.1 and the drafts of 2.0 called it. OneLogin still sends these names. Lower case. */
  readonly formerIds: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly ScimAttribute[];
}

type Characteristics = Partial<Omit<ScimAttribute, "name" | "type" | "description">>;

/** An attribute. The characteristics that are left out get the defaults of RFC 7643 section 2.2. */
export function attribute(
  name: string,
  type: AttributeType,
  description: string,
  characteristics: Characteristics = {},
): ScimAttribute {
  return {
    name,
    type,
    description,
    multiValued: false,
    required: false,
    caseExact: type === "reference" || type === "binary",
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    canonicalValues: [],
    referenceTypes: [],
    subAttributes: [],
    ...characteristics,
  };
}

/** A multi-valued complex attribute with `value`, `display`, `type` and `primary` (RFC 7643 section 2.4). */
export function multiValuedAttribute(
  name: string,
  description: string,
  types: readonly string[],
  value: ScimAttribute,
): ScimAttribute {
  const subAttributes = [
    value,
    attribute("display", "string", "Text to show to a person"),
    attribute("type", "string", "What the value is for", { canonicalValues: types }),
    attribute("primary", "boolean", "Whether this is the preferred value; at most one is"),
  ];
  return attribute(name, "complex", description, { multiValued: true, subAttributes });
}
