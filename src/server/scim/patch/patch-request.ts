import type { Filter, ScimPath } from "../../../contract/scim/filter";
import { parsePath } from "../../../contract/scim/parse-path";
import { isMap } from "../../../contract/scim/read-attribute";
import {
  type ResourceKind,
  resolveBareName,
  sameName,
  schemaWithoutAttribute,
  untypedAttribute,
} from "../../../contract/scim/resource";
import type { ScimAttribute } from "../../../contract/scim/schema";
import { UNSAFE_KEYS } from "../attributes/coerce";
import { ScimError } from "../scim-error";

export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** How many operations one PATCH may have. */
const MAX_PATCH_OPERATIONS = 1000;

const PATCH_VERBS = ["add", "replace", "remove"] as const;
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

/**
 * Reads the body of a PATCH (RFC 7644 section 3.5.2) into steps. `op` may have any case. A value without a
 * path may have dotted keys and URN keys. A URN may name a whole extension. Unknown attributes are left out,
 * as POST and PUT leave them out. Read-only attributes are left out too, unless a path names one.
 *
 * @throws ScimError 400 invalidSyntax, invalidPath, noTarget or mutability; 413 for too many operations
 */
export function readPatch(kind: ResourceKind, body: unknown): PatchStep[] {
  return operationsOf(body).flatMap((operation, index) =>
    readOperation(kind, operation, `Operations[${index}]`),
  );
}

function operationsOf(body: unknown): readonly unknown[] {
  if (!isMap(body)) throw syntax("the body must be a PatchOp as a JSON object");
  const schemas = valueAt(body, "schemas");
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.some(isPatchUrn))) {
    throw syntax(`schemas must contain ${PATCH_URN}`);
  }
  const operations = valueAt(body, "operations");
  if (!Array.isArray(operations) || operations.length === 0)
    throw syntax("Operations must be a list of at least one");
  if (operations.length > MAX_PATCH_OPERATIONS) {
    throw new ScimError(
      413,
      null,
      `Operations has ${operations.length} items; at most ${MAX_PATCH_OPERATIONS} are allowed`,
    );
  }
  return operations;
}

function readOperation(kind: ResourceKind, operation: unknown, at: string): PatchStep[] {
  if (!isMap(operation)) throw syntax(`${at} must be an object`);
  const verb = readVerb(valueAt(operation, "op"), at);
  const path = valueAt(operation, "path");
  const value = valueAt(operation, "value");
  if (path === undefined || path === null || path === "") return withoutPath(kind, verb, value, at);
  if (typeof path !== "string") throw new ScimError(400, "invalidPath", `${at}.path must be text`);
  const parsed = parsePath(path);
  if (!parsed.ok)
    throw new ScimError(400, "invalidPath", `${at}.path ${JSON.stringify(path)}: ${parsed.reason}`);
  const schema = schemaWithoutAttribute(kind, parsed.path);
  if (schema !== null) return wholeSchema(kind, verb, schema, value, `${at}.value`);
  const steps = stepsOf(kind, verb, parsed.path, value, { at: `${at}.value`, name: path });
  const fixed = steps.find(({ attribute }) => attribute.mutability === "readOnly");
  if (fixed !== undefined) {
    throw new ScimError(400, "mutability", `${at}.path: only the server writes ${fixed.attribute.name}`);
  }
  return steps;
}

function readVerb(op: unknown, at: string): PatchVerb {
  const verb = PATCH_VERBS.find((known) => typeof op === "string" && known === op.toLowerCase());
  if (verb === undefined) throw syntax(`${at}.op must be one of ${PATCH_VERBS.join(", ")}`);
  return verb;
}

function withoutPath(kind: ResourceKind, verb: PatchVerb, value: unknown, at: string): PatchStep[] {
  if (verb === "remove") throw new ScimError(400, "noTarget", `${at}.path is required to remove something`);
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isMap(only))
    throw new ScimError(400, "invalidValue", `${at}.value must be an object when there is no path`);
  return Object.entries(only).flatMap(([key, inner]) => {
    const parsed = parsePath(key);
    if (!parsed.ok) return [];
    const schema = schemaWithoutAttribute(kind, parsed.path);
    if (schema !== null) return wholeSchema(kind, verb, schema, inner, `${at}.value.${key}`);
    return stepsOf(kind, verb, parsed.path, inner, { at: `${at}.value.${key}`, name: key }).filter(
      ({ attribute }) => attribute.mutability !== "readOnly",
    );
  });
}

/**
 * The steps for a path or key that names a schema: one for each attribute, or one that removes the extension.
 */
function wholeSchema(
  kind: ResourceKind,
  verb: PatchVerb,
  schema: string,
  value: unknown,
  at: string,
): PatchStep[] {
  if (verb === "remove") return [removedSchema(kind, schema, at)];
  if (value === null || value === undefined || value === "") return [];
  if (!isMap(value))
    throw new ScimError(400, "invalidValue", `${at} must be an object with attributes of ${schema}`);
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = { schema, attribute: key, subAttribute: null, valueFilter: null };
    return stepsOf(kind, verb, path, inner, { at: `${at}.${key}`, name: `${schema}:${key}` }).filter(
      ({ attribute }) => attribute.mutability !== "readOnly",
    );
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

function stepsOf(
  kind: ResourceKind,
  verb: PatchVerb,
  path: ScimPath,
  value: unknown,
  place: { readonly at: string; readonly name: string },
): PatchStep[] {
  if ([path.attribute, path.subAttribute].some((name) => name !== null && UNSAFE_KEYS.has(name))) return [];
  const resolved = resolveBareName(kind, path);
  if (resolved === null || resolved.attribute.returned === "never") return [];
  const isFixedPart = resolved.subAttribute?.mutability === "readOnly";
  if (isFixedPart && resolved.attribute.mutability !== "readOnly") return [];
  return [{ verb, ...resolved, valueFilter: path.valueFilter, value, ...place }];
}

/** The value of a key in a message of the protocol. Real clients write these keys in different cases. */
function valueAt(map: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(map).find((candidate) => sameName(candidate, name));
  return key === undefined ? undefined : map[key];
}

const isPatchUrn = (schema: unknown) => typeof schema === "string" && sameName(schema, PATCH_URN);

const syntax = (detail: string) => new ScimError(400, "invalidSyntax", detail);
