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
    return replacedInside(attribute.type, configured, before, after, here);
  });
}

/** Of lists and maps the elements that were there before. Those of a set cannot be told apart; nothing in it replaces. */
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

/** Whether a change of something inside values of the type needs a new object. */
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
