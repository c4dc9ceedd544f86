import type { Filter, ScimPath } from "../../../contract/scim/filter/filter";
import { parsePath } from "../../../contract/scim/parse-path";
import { isMap } from "../../../contract/scim/read-attribute";
import {
  findSchema,
  type ResolvedAttribute,
  type ResourceKind,
  resolveBareName,
  schemaWithoutAttribute,
  untypedAttribute,
} from "../../../contract/scim/resource";
import type { ScimAttribute } from "../../../contract/scim/schema";
import { unknownAttribute, unknownInBrackets } from "../../../contract/scim/unknown-attribute";
import { isAbsent, UNSAFE_KEYS } from "../attributes/coerce";
import { invalidValue, ScimError } from "../scim-error";

export const PATCH_VERBS = ["add", "replace", "remove"] as const;
export type PatchVerb = (typeof PATCH_VERBS)[number];

/** One attribute that a PATCH changes. An operation without a path becomes one step for each key. */
export interface PatchStep {
  readonly verb: PatchVerb;
  /** URN of the extension that holds the attribute. Null for the core. */
  readonly extension: string | null;
  readonly attribute: ScimAttribute;
  readonly subAttribute: ScimAttribute | null;
  readonly valueFilter: Filter | null;
  readonly value: unknown;
  /** The place of the value, for errors: `Operations[0].value`. */
  readonly at: string;
  /** The attribute as the client wrote it. */
  readonly name: string;
}

/** What an operation does with its target. `at` is the place of the value. */
type Change = Pick<PatchStep, "verb" | "value" | "at">;

/**
 * The steps for the path of an operation. `at` is the place of the path, for errors. The step for a password
 * or for a read-only part of a value is left out.
 *
 * @throws ScimError 400 invalidPath for an attribute that the resource does not have (RFC 7644 section
 *   3.5.2), mutability for a read-only one
 */
export function stepsForPath(kind: ResourceKind, name: string, at: string, change: Change): PatchStep[] {
  const target = readTarget(kind, name);
  if ("problem" in target) throw invalidPath(`${at} ${JSON.stringify(name)}: ${target.problem}`);
  if ("urn" in target) return stepsForSchema(kind, target.urn, change);
  const { path } = target;
  const resolved = resolveBareName(kind, path);
  if (resolved === null) throw invalidPath(`${at}: ${unknownAttribute(kind, path)}`);
  const { attribute } = resolved;
  const problem = path.valueFilter === null ? null : unknownInBrackets(attribute, path.valueFilter);
  if (problem !== null) throw invalidPath(`${at}: ${problem}`);
  if (attribute.mutability === "readOnly") {
    throw new ScimError(400, "mutability", `${at}: only the server writes ${attribute.name}`);
  }
  return isWritten(resolved) ? [{ ...change, ...resolved, valueFilter: path.valueFilter, name }] : [];
}

/** The steps for one key of a value without a path. Unknown and read-only attributes are left out. */
export function stepsForKey(kind: ResourceKind, key: string, change: Change): PatchStep[] {
  const target = readTarget(kind, key);
  if ("problem" in target) return [];
  return "urn" in target
    ? stepsForSchema(kind, target.urn, change)
    : stepsForKnown(kind, target.path, { ...change, name: key });
}

/** What a path or a key names: a whole schema or an attribute. */
type Target = { readonly urn: string } | { readonly path: ScimPath } | { readonly problem: string };

function readTarget(kind: ResourceKind, text: string): Target {
  const schema = findSchema(kind, text);
  if (schema !== null) return { urn: schema.id };
  const parsed = parsePath(text);
  if (!parsed.ok) return { problem: parsed.reason };
  const urn = schemaWithoutAttribute(kind, parsed.path);
  if (urn === null) return parsed;
  return parsed.path.valueFilter === null
    ? { urn }
    : { problem: "a schema has no values; name an attribute" };
}

/** One step for each attribute of a schema in the value, or one step that removes the extension. */
function stepsForSchema(kind: ResourceKind, schema: string, { verb, value, at }: Change): PatchStep[] {
  if (verb === "remove") return [removedSchema(kind, schema, at)];
  if (isAbsent(value)) return [];
  if (!isMap(value)) throw invalidValue(`${at} must be an object with attributes of ${schema}`);
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = { schema, attribute: key, subAttribute: null, valueFilter: null };
    return stepsForKnown(kind, path, { verb, value: inner, at: `${at}.${key}`, name: `${schema}:${key}` });
  });
}

/** The step that removes a whole extension. The extension counts as one attribute at the top. */
function removedSchema(kind: ResourceKind, schema: string, at: string): PatchStep {
  if (schema === kind.core.id) {
    throw new ScimError(400, "mutability", `${schema} cannot be removed: it holds the required attributes`);
  }
  const whole = {
    extension: null,
    attribute: untypedAttribute(schema),
    subAttribute: null,
    valueFilter: null,
  };
  return { verb: "remove", ...whole, value: undefined, at, name: schema };
}

/** The step for a key. None for an unknown or read-only attribute. */
function stepsForKnown(
  kind: ResourceKind,
  path: ScimPath,
  change: Change & Pick<PatchStep, "name">,
): PatchStep[] {
  const resolved = resolveBareName(kind, path);
  if (resolved === null || resolved.attribute.mutability === "readOnly" || !isWritten(resolved)) return [];
  return [{ ...change, ...resolved, valueFilter: path.valueFilter }];
}

/** Whether the server stores what a client writes there. */
function isWritten({ attribute, subAttribute }: ResolvedAttribute): boolean {
  const isUnsafe = [attribute, subAttribute].some((one) => one !== null && UNSAFE_KEYS.has(one.name));
  return !isUnsafe && attribute.returned !== "never" && subAttribute?.mutability !== "readOnly";
}

const invalidPath = (detail: string) => new ScimError(400, "invalidPath", detail);
