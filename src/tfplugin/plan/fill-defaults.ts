import type { Attribute } from "../schema/attribute";
import { mapAttributes } from "../value/map-attributes";
import type { ObjectType, ObjectValue } from "../value/type";

/** A configuration with its defaults filled in at every depth; what only the provider sets is null. */
export function fillDefaults(type: ObjectType<Attribute>, config: ObjectValue): ObjectValue {
  return mapAttributes(type, config, (attribute, value) => value ?? attribute.default ?? null);
}
