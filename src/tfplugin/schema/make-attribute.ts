import type { Value, ValueType } from "../value/type";
import type { Attribute, Attributes, Presence } from "./attribute";
import type { OptionalOptions, RequiredOptions } from "./options";
import type { Relation } from "./relation";
import type { Members, TypeOf } from "./type-of";
import type { Validator } from "./validator";

/** The options of any attribute at run time. */
export interface ErasedOptions
  extends RequiredOptions<Value>,
    Pick<OptionalOptions<Value>, "default" | "computed" | "keep" | "nullable"> {
  readonly prefix?: string;
  readonly attributes?: Attributes;
  readonly relations?: readonly Relation[];
  readonly members?: Members;
  readonly element?: TypeOf<unknown>;
}

/** Makes an attribute of any presence and type. */
export function makeAttribute(
  presence: Presence,
  type: ValueType<Attribute>,
  options: ErasedOptions,
): Attribute {
  return {
    presence,
    type,
    description: options.description,
    validate: (options.validate ?? []) as readonly Validator<Value>[],
    default: options.default,
    computed: presence === "computed" || options.computed === true || options.default !== undefined,
    keep: options.keep === true,
    replace: options.replace === true,
    sensitive: options.sensitive === true,
    writeOnly: options.writeOnly === true,
    providerOnly: options.providerOnly === true,
    nullable: options.nullable === true,
    prefix: options.prefix,
    deprecated: options.deprecated,
    same: options.same,
    relations: options.relations ?? [],
  };
}
