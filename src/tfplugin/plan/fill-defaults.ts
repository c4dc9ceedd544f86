import type { Attribute } from "../schema/attribute";
import { mapAttributes } from "../value/map-attributes";
import type { ObjectType, ObjectValue } from "../value/type";

/**
 * Fills in the defaults of a configuration, at every depth. Attributes that only the provider sets are null.
 */
export function fillDefaults(type: ObjectType<Attribute>, config: ObjectValue): ObjectValue {
  return mapAttributes(type, config, (attribute, value) => value ?? attribute.default ?? null);
}
