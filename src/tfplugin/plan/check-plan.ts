import type { Diagnostics } from "../define/diagnostics";
import type { Attribute } from "../schema/attribute";
import { conformObject } from "../value/conform";
import { equal, valueKey } from "../value/equal";
import { formatPath, type Path } from "../value/path";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "../value/type";
import { containsUnknown, isUnknown } from "../value/unknown";
import { unknownFor } from "./plan-object";

/**
 * Holds what a resource's plan hook returned to Terraform's rules: a configured value is planned as it is (or stays as
 * stored), and only computed attributes that are not configured may be given a value. Breaches are errors that name the
 * attribute; the plan comes back with unknowns promised not to be null where the schema says so.
 */
export function checkPlan(
  type: ObjectType<Attribute>,
  config: ObjectValue,
  prior: ObjectValue | null,
  returned: ObjectValue,
  diagnostics: Diagnostics,
): ObjectValue {
  const refuse = (path: Path, problem: string) =>
    diagnostics.error({
      summary: "The provider made an invalid plan",
      detail: `Attribute ${formatPath(path)} ${problem}. This is a bug in the provider.`,
      attribute: path,
    });
  const planned = conformObject(type, returned, ({ path, problem }) => refuse(path, problem));
  return checkMembers(type, config, prior, planned, [], refuse);
}

/**
 * Refuses sets of which elements are only different as long as defaults are not filled in. Terraform counts fewer elements
 * than the configuration has, and would call that a bug of the provider.
 */
export function refuseDuplicateElements(
  type: ValueType<Attribute>,
  config: Value,
  planned: Value,
  diagnostics: Diagnostics,
  path: Path = [],
): void {
  const within = (inner: ValueType<Attribute>, wanted: Value, value: Value, step: Path) =>
    refuseDuplicateElements(inner, wanted, value, diagnostics, [...path, ...step]);
  if (type.kind === "object" && isRecord(config) && isRecord(planned)) {
    for (const [name, attribute] of Object.entries(type.attributes)) {
      within(attribute.type, config[name] ?? null, planned[name] ?? null, [name]);
    }
  }
  if (!("element" in type) || type.element.kind !== "object") return;
  const { element } = type;
  if (isArray(config) && isArray(planned)) {
    const known = planned.filter((value) => !containsUnknown(value));
    if (type.kind === "set" && new Set(known.map((value) => valueKey(element, value))).size < known.length) {
      diagnostics.error({
        summary: "Elements of a set are the same",
        detail:
          `Attribute ${formatPath(path)} has elements that differ in the configuration, but not once what they leave ` +
          "out has its default. Remove all but one of them.",
        attribute: path,
      });
    }
    for (const [index, value] of planned.entries()) {
      within(element, config[index] ?? null, value, type.kind === "set" ? [] : [index]);
    }
  } else if (isRecord(config) && isRecord(planned)) {
    for (const [key, value] of Object.entries(planned)) within(element, config[key] ?? null, value, [key]);
  }
}

function checkMembers(
  { attributes }: ObjectType<Attribute>,
  config: ObjectValue,
  prior: ObjectValue | null,
  planned: ObjectValue,
  path: Path,
  refuse: (path: Path, problem: string) => void,
): ObjectValue {
  const checked = Object.entries(attributes).map(([name, attribute]): [string, Value] => {
    const here = [...path, name];
    const value = planned[name] ?? null;
    const wanted = config[name] ?? null;
    const stored = prior?.[name] ?? null;
    if (attribute.writeOnly) {
      if (value !== null) refuse(here, "is write-only and must be planned as null");
      return [name, null];
    }
    if (wanted === null) {
      if (value !== null && !attribute.computed) refuse(here, "is not computed and not configured");
      return [name, isUnknown(value) && value.refinement === null ? unknownFor(attribute) : value];
    }
    if (attribute.type.kind === "object" && isRecord(wanted) && isRecord(value)) {
      const inner = isRecord(stored) ? stored : null;
      return [name, checkMembers(attribute.type, wanted, inner, value, here, refuse)];
    }
    const isNested = "element" in attribute.type && attribute.type.element.kind === "object";
    const kept = stored !== null && equal(attribute.type, value, stored);
    if (!isNested && !kept && !equal(attribute.type, value, wanted)) {
      refuse(here, "is planned with another value than the configuration has");
    }
    return [name, value];
  });
  return Object.fromEntries(checked);
}
