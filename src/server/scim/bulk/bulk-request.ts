import { findKey, isMap } from "../../../contract/scim/read-attribute";
import { sameName } from "../../../contract/scim/resource";
import { endpointName } from "../endpoint-name";
import { requireMessageSchema } from "../message-schema";
import { ScimError } from "../scim-error";

const BULK_URN = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

/** How many operations one bulk request may have: `bulk.maxOperations` of the ServiceProviderConfig. */
export const MAX_BULK_OPERATIONS = 1000;

const METHODS = ["POST", "PUT", "PATCH", "DELETE"] as const;
const REFERENCE = "bulkId:";

/** One operation of a bulk request. */
export interface BulkOperation {
  readonly method: (typeof METHODS)[number];
  /** As in `/Users` or `/Users/bulkId:ann`. */
  readonly path: string;
  /**
   * The name by which other operations refer to the resource that this one creates. Null when there is none.
   */
  readonly bulkId: string | null;
  /** The version that the resource must have. */
  readonly version: string | null;
  readonly data: unknown;
}

/** An operation that cannot be read, with what its answer repeats. */
export interface UnreadableOperation {
  readonly error: ScimError;
  /** Null when the client sent no text. */
  readonly method: string | null;
  readonly bulkId: string | null;
}

/** A bulk request. */
export interface BulkRequest {
  readonly operations: readonly (BulkOperation | UnreadableOperation)[];
  /** After so many errors, the server skips the remaining operations. */
  readonly failOnErrors: number;
}

/**
 * Reads the body of `POST /Bulk` (RFC 7644 section 3.7). @throws ScimError 400 invalidSyntax, 413 for too
 * many operations
 */
export function readBulk(body: unknown): BulkRequest {
  if (!isMap(body)) throw syntax("the body must be a BulkRequest as a JSON object");
  requireMessageSchema(body, BULK_URN);
  const operations: unknown = fieldOf(body, "Operations");
  if (!Array.isArray(operations) || operations.length === 0) {
    throw syntax("Operations must be a list of at least one");
  }
  if (operations.length > MAX_BULK_OPERATIONS) {
    throw new ScimError(
      413,
      null,
      `Operations has ${operations.length} items; at most ${MAX_BULK_OPERATIONS} are allowed, ` +
        "see bulk.maxOperations of /ServiceProviderConfig",
    );
  }
  return {
    operations: withUniqueBulkIds(operations.map(readOperation)),
    failOnErrors: readFailOnErrors(body),
  };
}

/** Whether an operation cannot be read. */
export function isUnreadable(
  operation: BulkOperation | UnreadableOperation,
): operation is UnreadableOperation {
  return "error" in operation;
}

/** The bulkId that a text refers to, as in `bulkId:ann`. Null for any other value. */
export function referenceIn(value: unknown): string | null {
  return typeof value === "string" && value.startsWith(REFERENCE) ? value.slice(REFERENCE.length) : null;
}

/** The part of the path after the endpoint. Null for `/Users`. */
export function targetOf({ path }: Pick<BulkOperation, "path">): string | null {
  return path.split("/")[2] ?? null;
}

function readOperation(item: unknown, index: number): BulkOperation | UnreadableOperation {
  const at = `Operations[${index}]`;
  if (!isMap(item)) return { error: syntax(`${at} must be an object`), method: null, bulkId: null };
  const { method: given, path, bulkId, version, data } = fieldsOf(item);
  const method = METHODS.find((one) => typeof given === "string" && sameName(one, given));
  const unreadable = (detail: string) => ({
    error: syntax(`${at}.${detail}`),
    method: method ?? textOrNull(given),
    bulkId: textOrNull(bulkId),
  });
  if (method === undefined) return unreadable(`method must be one of ${METHODS.join(", ")}`);
  const [root, collection = "", id, ...rest] = typeof path === "string" ? path.split("/") : [];
  const endpoint = endpointName(collection);
  const isResource = endpoint === "Users" || endpoint === "Groups";
  const isPath = root === "" && isResource && id !== "" && rest.length === 0;
  if (!isPath || (id === undefined) !== (method === "POST")) {
    const example = method === "POST" ? '"/Users"' : '"/Users/{id}"';
    return unreadable(`path must be ${example} for a ${method}, or the same with Groups`);
  }
  if (bulkId !== undefined && (typeof bulkId !== "string" || bulkId === "")) {
    return unreadable("bulkId must be text");
  }
  return {
    method,
    path: id === undefined ? `/${endpoint}` : `/${endpoint}/${id}`,
    bulkId: bulkId ?? null,
    version: typeof version === "string" ? version : null,
    data,
  };
}

/** Refuses the second of two operations with the same bulkId, because a reference could mean either. */
function withUniqueBulkIds(
  operations: readonly (BulkOperation | UnreadableOperation)[],
): (BulkOperation | UnreadableOperation)[] {
  const seen = new Set<string>();
  return operations.map((operation, index) => {
    if (isUnreadable(operation)) return operation;
    const { method, bulkId } = operation;
    if (method !== "POST" || bulkId === null) return operation;
    if (seen.has(bulkId)) {
      const error = syntax(`Operations[${index}].bulkId is the same as in another operation`);
      return { error, method, bulkId };
    }
    seen.add(bulkId);
    return operation;
  });
}

function readFailOnErrors(body: Readonly<Record<string, unknown>>): number {
  const limit = fieldOf(body, "failOnErrors") ?? null;
  if (limit === null) return Number.POSITIVE_INFINITY;
  if (typeof limit === "number" && Number.isInteger(limit) && limit >= 1) return limit;
  throw syntax("failOnErrors must be an integer from 1");
}

function fieldsOf(item: Readonly<Record<string, unknown>>) {
  const get = (name: string) => fieldOf(item, name) ?? undefined;
  return {
    method: get("method"),
    path: get("path"),
    bulkId: get("bulkId"),
    version: get("version"),
    data: get("data"),
  };
}

function fieldOf(map: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = findKey(map, name);
  return key === null ? undefined : map[key];
}

const textOrNull = (value: unknown) => (typeof value === "string" ? value : null);

const syntax = (detail: string) => new ScimError(400, "invalidSyntax", detail);
