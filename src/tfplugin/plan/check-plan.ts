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
 * Checks a plan hook's result against Terraform's rules. The plan must have each configured value as it is
 * configured or stored. Other values are allowed only in computed attributes. An error names the attribute
 * that breaks a rule. The returned plan promises that an unknown is not null where the schema says so.
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
 * Refuses a set with elements that become equal when their defaults are filled in. Terraform merges equal
 * elements, finds fewer than the configuration has, and reports a bug in the provider.
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
          `Attribute ${formatPath(path)} has elements that are equal once their defaults are filled in. ` +
          "Remove all but one of them.",
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
