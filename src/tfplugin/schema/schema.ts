import type { ObjectType } from "../value/type";
import { LONGEST_PREFIX } from "../value/unknown";
import type { Attribute, Attributes } from "./attribute";
import type { Relation } from "./relation";

/** The definition of a schema. */
export interface SchemaDefinition<A extends Attributes> {
  /** Raise it when stored state needs an upgrade. Default: 0. */
  readonly version?: number;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  /** Rules about which attributes are set together, such as `exactlyOneOf("id", "name")`. */
  readonly relations?: readonly Relation<NoInfer<keyof A & string>>[];
  /** Marks the resource as deprecated and says what to use instead. */
  readonly deprecated?: string;
}

/** The schema of a resource or of the provider block. */
export interface Schema<A extends Attributes = Attributes> {
  readonly version: number;
  readonly description: string;
  readonly deprecated: string | undefined;
  readonly attributes: A;
  readonly relations: readonly Relation[];
  /** The attributes as one object type, for the value codec. */
  readonly type: ObjectType<Attribute>;
}

/**
 * Makes a schema.
 * @throws TypeError that names the first attribute that breaks one of Terraform's rules for schemas.
 */
export function defineSchema<const A extends Attributes>(definition: SchemaDefinition<A>): Schema<A> {
  const { attributes, description, deprecated, relations = [], version = 0 } = definition;
  checkAttributes(attributes, [], false);
  checkRelations(attributes, relations, []);
  return { version, description, deprecated, attributes, relations, type: { kind: "object", attributes } };
}

function checkAttributes(attributes: Attributes, path: readonly string[], inSet: boolean): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const here = [...path, name];
    const refuse = (rule: string) => {
      throw new TypeError(`attribute ${here.join(".")}: ${rule}`);
    };
    if (!/^[a-z][a-z0-9_]*$/.test(name)) refuse("a name has only lowercase letters, digits and underscores");
    if (attribute.writeOnly && inSet) refuse("a write-only attribute cannot be inside a set");
    if (attribute.replace && inSet) {
      refuse(
        "an attribute inside a set cannot have the option replace, because nothing tells which element " +
          "changed; give the option to the set",
      );
    }
    if (attribute.writeOnly && attribute.computed) refuse("a write-only attribute cannot be computed");
    if (attribute.timeouts !== undefined && here.join(".") !== "timeouts") {
      refuse("only the attribute timeouts at the top of a schema can hold timeouts");
    }
    if (attribute.providerOnly) {
      if (path.length > 0) refuse("only an attribute at the top of a schema can be providerOnly");
      if (attribute.replace) refuse("a providerOnly attribute cannot have the option replace");
    }
    if (attribute.prefix !== undefined) {
      if (!attribute.computed || attribute.nullable)
        refuse("only a computed value that is never null can have a prefix");
      if (Buffer.byteLength(attribute.prefix) > LONGEST_PREFIX)
        refuse(`a prefix has at most ${LONGEST_PREFIX} bytes`);
    }
    const { type } = attribute;
    const object = "element" in type ? type.element : type;
    if (object.kind !== "object") continue;
    checkAttributes(object.attributes, here, inSet || type.kind === "set");
    checkRelations(object.attributes, attribute.relations, here);
  }
}

function checkRelations(
  attributes: Attributes,
  relations: readonly Relation[],
  path: readonly string[],
): void {
  for (const { names, description } of relations) {
    const wrong = names.find((name) => attributes[name]?.presence !== "optional");
    if (wrong === undefined) continue;
    throw new TypeError(
      `relation "${description}": ${[...path, wrong].join(".")} is no optional attribute of the object`,
    );
  }
}
