import type { ObjectType } from "../value/type";
import { LONGEST_PREFIX } from "../value/unknown";
import type { Attribute, Attributes } from "./attribute";

/** What a schema is made from. */
export interface SchemaDefinition<A extends Attributes> {
  /** Raised when stored state needs an upgrade; 0 when left out. */
  readonly version?: number;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  /** What to use instead, for a resource that is on its way out. */
  readonly deprecated?: string;
}

/** The schema of a resource or of the provider block. */
export interface Schema<A extends Attributes = Attributes> {
  readonly version: number;
  readonly description: string;
  readonly deprecated: string | undefined;
  readonly attributes: A;
  /** The attributes as one object type, for the value codec. */
  readonly type: ObjectType<Attribute>;
}

/**
 * Makes a schema.
 * @throws TypeError when an attribute breaks a rule Terraform has for schemas; the message names the attribute.
 */
export function defineSchema<const A extends Attributes>(definition: SchemaDefinition<A>): Schema<A> {
  const { attributes, description, deprecated, version = 0 } = definition;
  checkAttributes(attributes, [], false);
  return { version, description, deprecated, attributes, type: { kind: "object", attributes } };
}

function checkAttributes(attributes: Attributes, path: readonly string[], inSet: boolean): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const here = [...path, name];
    const refuse = (rule: string) => {
      throw new TypeError(`attribute ${here.join(".")}: ${rule}`);
    };
    if (!/^[a-z][a-z0-9_]*$/.test(name)) refuse("a name is lowercase letters, digits and underscores");
    if (attribute.writeOnly && inSet) refuse("a write-only attribute cannot be inside a set");
    if (attribute.replace && inSet) {
      refuse(
        "inside a set nothing can need a new object, let the set do so: its elements cannot be told apart",
      );
    }
    if (attribute.writeOnly && attribute.computed) refuse("a write-only attribute cannot be computed");
    if (attribute.timeouts !== undefined && here.join(".") !== "timeouts") {
      refuse("the timeouts of a resource are its attribute timeouts");
    }
    if (attribute.providerOnly) {
      if (path.length > 0) refuse("only an attribute at the top is for the provider only");
      if (attribute.replace) refuse("what is for the provider only cannot need a new object");
    }
    if (attribute.prefix !== undefined) {
      if (!attribute.computed || attribute.nullable)
        refuse("only a computed value that is never null has a prefix");
      if (Buffer.byteLength(attribute.prefix) > LONGEST_PREFIX)
        refuse(`a prefix has up to ${LONGEST_PREFIX} bytes`);
    }
    const { type } = attribute;
    if (type.kind === "object") checkAttributes(type.attributes, here, inSet);
    else if ("element" in type && type.element.kind === "object") {
      checkAttributes(type.element.attributes, here, inSet || type.kind === "set");
    }
  }
}
