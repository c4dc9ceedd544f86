import type { Attribute } from "../schema/attribute";
import { equal } from "../value/equal";
import type { Path } from "../value/path";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "../value/type";
import { isUnknown } from "../value/unknown";
import { isNeverNull } from "./complete-import";

/**
 * Finds the attributes whose planned change needs a new object. A computed value that became unknown is no
 * change. A configured value that became unknown counts as a change, because it may be one. A stored null
 * that stands for a value that nobody looked up is no reason to destroy the object.
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
    if (attribute.replace) {
      const wasNeverRead = before === null && isNeverNull(attribute);
      return wasNeverRead || (isUnknown(after) && configured === null) ? [] : [here];
    }
    return replacedInside(attribute.type, configured, before, after, here);
  });
}

/**
 * In lists and maps, only elements that existed before count. In sets nothing counts, because nothing tells
 * which element changed.
 */
function replacedInside(
  type: ValueType<Attribute>,
  config: Value,
  before: Value,
  after: Value,
  path: Path,
): readonly Path[] {
  if (isUnknown(config)) return hasMembers(before) && canReplace(type) ? [path] : [];
  if (type.kind === "object" && isRecord(before) && isRecord(after)) {
    return replacedPaths(type, isRecord(config) ? config : {}, before, after, path);
  }
  if (type.kind === "list" && isArray(before) && isArray(after)) {
    const configured = isArray(config) ? config : [];
    return after.flatMap((value, index) =>
      replacedInside(type.element, configured[index] ?? null, before[index] ?? null, value, [...path, index]),
    );
  }
  if (type.kind === "map" && isRecord(before) && isRecord(after)) {
    const configured = isRecord(config) ? config : {};
    return Object.entries(after).flatMap(([key, value]) =>
      replacedInside(type.element, own(configured, key), own(before, key), value, [...path, key]),
    );
  }
  return [];
}

function hasMembers(before: Value): boolean {
  return before !== null && typeof before === "object" && Object.keys(before).length > 0;
}

/** Whether any change inside a value of the type needs a new object. */
function canReplace(type: ValueType<Attribute>): boolean {
  if (type.kind === "object") {
    return Object.values(type.attributes).some(
      (attribute) => attribute.replace || canReplace(attribute.type),
    );
  }
  return "element" in type && canReplace(type.element);
}

function own(map: ObjectValue, key: string): Value {
  return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}
