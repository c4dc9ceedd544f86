import type { Diagnostics } from "../define/diagnostics";
import type { Attribute, Attributes } from "../schema/attribute";
import type { Relation } from "../schema/relation";
import { formatPath, type Path } from "../value/path";
import { isArray, isRecord, type ObjectValue, type Value, type ValueType } from "../value/type";
import { containsUnknown } from "../value/unknown";

/** How to validate. */
export interface ValidationOptions {
  /** False for Terraform before 1.11, which writes write-only values to the state. */
  readonly writeOnlyAllowed: boolean;
  /** True inside a sensitive attribute. Messages then quote no value. */
  readonly secret?: boolean;
}

/** The attributes of a schema or of a nested object, and which of them go together. */
export interface Validated {
  readonly attributes: Attributes;
  readonly relations: readonly Relation[];
}

/** Runs the rules of every attribute and all relations, at every depth. Unknown values pass. */
export function validateAttributes(
  { attributes, relations }: Validated,
  config: ObjectValue,
  options: ValidationOptions,
  diagnostics: Diagnostics,
  path: Path = [],
): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = config[name] ?? null;
    if (value === null) continue;
    const here = [...path, name];
    warnWhenDeprecated(attribute, here, diagnostics);
    if (attribute.writeOnly && !options.writeOnlyAllowed) {
      diagnostics.error({
        summary: "Write-only attribute not supported",
        detail: `Attribute ${formatPath(here)} is write-only, which needs Terraform 1.11 or newer.`,
        attribute: here,
      });
    }
    const secret = options.secret === true || attribute.sensitive || attribute.writeOnly;
    checkRules(attribute, value, secret, here, diagnostics);
    const { type } = attribute;
    validateInside(type, value, attribute.relations, { ...options, secret }, diagnostics, here);
  }
  for (const relation of relations) {
    const broken = relation.check(config);
    if (broken !== null) diagnostics.error({ ...broken, attribute: [...path, broken.attribute] });
  }
}

function validateInside(
  type: ValueType<Attribute>,
  value: Value,
  relations: readonly Relation[],
  options: ValidationOptions,
  diagnostics: Diagnostics,
  path: Path,
): void {
  if (type.kind === "object" && isRecord(value)) {
    validateAttributes({ attributes: type.attributes, relations }, value, options, diagnostics, path);
  }
  if (!("element" in type)) return;
  for (const [key, member] of membersOf(value)) {
    validateInside(type.element, member, relations, options, diagnostics, [...path, key]);
  }
}

/**
 * Refuses null elements of lists, sets and maps, at every depth. The types of attributes promise that there
 * are none, so no rule and no hook may see such a configuration.
 * @returns whether there were none.
 */
export function refuseNullElements(
  type: ValueType<Attribute>,
  value: Value,
  diagnostics: Diagnostics,
  path: Path = [],
): boolean {
  if (type.kind === "object" && isRecord(value)) {
    const whole = Object.entries(type.attributes).map(([name, attribute]) =>
      refuseNullElements(attribute.type, value[name] ?? null, diagnostics, [...path, name]),
    );
    return whole.every(Boolean);
  }
  if (!("element" in type)) return true;
  const whole = membersOf(value).map(([key, member]) => {
    const here = [...path, key];
    if (member !== null) return refuseNullElements(type.element, member, diagnostics, here);
    diagnostics.error({
      summary: "Invalid attribute value",
      detail: `Attribute ${formatPath(here)} must not be null. Leave the element out instead.`,
      attribute: here,
    });
    return false;
  });
  return whole.every(Boolean);
}

/** The elements of a list, a set or a map. */
function membersOf(value: Value): readonly (readonly [string | number, Value])[] {
  if (isArray(value)) return [...value.entries()];
  return isRecord(value) ? Object.entries(value) : [];
}

function checkRules(
  attribute: Attribute,
  value: Value,
  secret: boolean,
  path: Path,
  diagnostics: Diagnostics,
): void {
  if (containsUnknown(value)) return;
  for (const rule of attribute.validate) {
    const problem = rule.check(value);
    if (problem === null) continue;
    // The problem quotes the value, so a secret gets the rule's description instead.
    const shown = secret ? `must be ${rule.description}` : problem;
    diagnostics.error({
      summary: "Invalid attribute value",
      detail: `Attribute ${formatPath(path)} ${shown}.`,
      attribute: path,
    });
  }
}

function warnWhenDeprecated({ deprecated }: Attribute, path: Path, diagnostics: Diagnostics): void {
  if (deprecated === undefined) return;
  diagnostics.warning({
    summary: "Deprecated attribute",
    detail: `Attribute ${formatPath(path)} is deprecated. ${deprecated}`,
    attribute: path,
  });
}
