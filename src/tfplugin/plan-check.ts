import type { Diagnostics } from "./diagnostics";
import { unknownFor } from "./planning";
import type { Attribute } from "./schema/attribute";
import { conformObject } from "./value/conform";
import { equal } from "./value/equal";
import { formatPath, type Path } from "./value/path";
import { isRecord, type ObjectType, type ObjectValue, type Value } from "./value/type";
import { isUnknown } from "./value/unknown";

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
