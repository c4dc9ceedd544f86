import type { Attribute } from "./schema/attribute";
import { equal } from "./value/equal";
import type { Path } from "./value/path";
import { isRecord, type ObjectType, type ObjectValue } from "./value/type";
import { isUnknown } from "./value/unknown";

/**
 * The attributes whose planned change needs a new object. A computed value that merely became unknown is no change; a
 * configured one that is not known yet is, because it may turn out to be.
 */
export function replacedPaths(
  { attributes }: ObjectType<Attribute>,
  config: ObjectValue,
  prior: ObjectValue,
  planned: ObjectValue,
  path: Path = [],
): readonly Path[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const before = prior[name] ?? null;
    const after = planned[name] ?? null;
    const configured = config[name] ?? null;
    if (equal(attribute.type, before, after)) return [];
    const here = [...path, name];
    if (attribute.replace) return isUnknown(after) && configured === null ? [] : [here];
    if (attribute.type.kind !== "object" || !isRecord(before) || !isRecord(after)) return [];
    return replacedPaths(attribute.type, isRecord(configured) ? configured : {}, before, after, here);
  });
}
