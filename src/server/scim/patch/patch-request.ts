import { isMap } from "../../../contract/scim/read-attribute";
import { type ResourceKind, sameName } from "../../../contract/scim/resource";
import { requireStorableBody } from "../attributes/storable-text";
import { requireMessageSchema } from "../message-schema";
import { invalidValue, ScimError } from "../scim-error";
import { PATCH_VERBS, type PatchStep, type PatchVerb, stepsForKey, stepsForPath } from "./patch-target";

export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** How many operations one PATCH may have. */
const MAX_PATCH_OPERATIONS = 1000;

/**
 * Reads the body of a PATCH (RFC 7644 section 3.5.2) into steps. `op` may have any case. A value without a
 * path may have dotted keys and URN keys. A URN may name a whole extension. A value without a path may hold
 * unknown and read-only attributes, as POST and PUT may. They are left out. A path must not name one.
 *
 * @throws ScimError 400 invalidSyntax, invalidPath, invalidValue, noTarget or mutability; 413 for too many
 *   operations
 */
export function readPatch(kind: ResourceKind, body: unknown): PatchStep[] {
  requireStorableBody(body);
  return operationsOf(body).flatMap((operation, index) =>
    readOperation(kind, operation, `Operations[${index}]`),
  );
}

/** The steps of a PATCH that can be read, whatever else is wrong with it. */
export function readableSteps(kind: ResourceKind, body: unknown): PatchStep[] {
  const operations = isMap(body) ? valueAt(body, "operations") : null;
  if (!Array.isArray(operations)) return [];
  return operations.flatMap(byKey).flatMap((operation) => {
    try {
      return readOperation(kind, operation, "");
    } catch (error) {
      if (error instanceof ScimError) return [];
      throw error;
    }
  });
}

/** An operation without a path as one for each key of its value. Any other operation stays as it is. */
function byKey(operation: unknown): unknown[] {
  const value = isMap(operation) && !valueAt(operation, "path") ? valueAt(operation, "value") : null;
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isMap(operation) || !isMap(only)) return [operation];
  const op = valueAt(operation, "op");
  return Object.entries(only).map(([key, inner]) => ({ op, value: { [key]: inner } }));
}

function operationsOf(body: unknown): readonly unknown[] {
  if (!isMap(body)) throw syntax("the body must be a PatchOp as a JSON object");
  requireMessageSchema(body, PATCH_URN);
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
  // RFC 7644 section 3.5.2.1: without this, a client that forgets the value would empty the attribute.
  if (verb !== "remove" && value === undefined) {
    throw invalidValue(`${at}.value is required for ${verb}; to empty the attribute, send null or remove it`);
  }
  return stepsForPath(kind, path, `${at}.path`, { verb, value, at: `${at}.value` });
}

function readVerb(op: unknown, at: string): PatchVerb {
  const verb = PATCH_VERBS.find((known) => typeof op === "string" && known === op.toLowerCase());
  if (verb === undefined) throw syntax(`${at}.op must be one of ${PATCH_VERBS.join(", ")}`);
  return verb;
}

function withoutPath(kind: ResourceKind, verb: PatchVerb, value: unknown, at: string): PatchStep[] {
  if (verb === "remove") throw new ScimError(400, "noTarget", `${at}.path is required to remove something`);
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isMap(only)) throw invalidValue(`${at}.value must be an object when there is no path`);
  return Object.entries(only).flatMap(([key, inner]) =>
    stepsForKey(kind, key, { verb, value: inner, at: `${at}.value.${key}` }),
  );
}

/** The value of a key in a message of the protocol. Real clients write these keys in different cases. */
function valueAt(map: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(map).find((candidate) => sameName(candidate, name));
  return key === undefined ? undefined : map[key];
}

const syntax = (detail: string) => new ScimError(400, "invalidSyntax", detail);
