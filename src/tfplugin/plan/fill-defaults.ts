import type { Attribute } from "../schema/attribute";
import { eachAttribute } from "../value/each-attribute";
import type { ObjectType, ObjectValue } from "../value/type";

/** A configuration with its defaults filled in at every depth; what only the provider sets is null. */
export function fillDefaults(type: ObjectType<Attribute>, config: ObjectValue): ObjectValue {
  return eachAttribute(type, config, (attribute, value) => value ?? attribute.default ?? null);
}
