import type { Diagnostics } from "../define/diagnostics";
import type { Attribute, Attributes } from "../schema/attribute";
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

/** Runs the rules of every attribute, at every depth. Unknown values pass. */
export function validateAttributes(
  attributes: Attributes,
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
    validateInside(attribute.type, value, { ...options, secret }, diagnostics, here);
  }
}

function validateInside(
  type: ValueType<Attribute>,
  value: Value,
  options: ValidationOptions,
  diagnostics: Diagnostics,
  path: Path,
): void {
  if (type.kind === "object" && isRecord(value)) {
    validateAttributes(type.attributes, value, options, diagnostics, path);
  }
  if (!("element" in type)) return;
  const members: readonly (readonly [string | number, Value])[] = isArray(value)
    ? [...value.entries()]
    : isRecord(value)
      ? Object.entries(value)
      : [];
  for (const [key, member] of members) {
    const here = [...path, key];
    if (member === null) {
      diagnostics.error({
        summary: "Invalid attribute value",
        detail: `Attribute ${formatPath(here)} must not be null. Leave the element out instead.`,
        attribute: here,
      });
    } else validateInside(type.element, member, options, diagnostics, here);
  }
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
