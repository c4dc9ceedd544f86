import { isMap } from "../../../contract/scim/read-attribute";
import { type BulkOperation, referenceIn, targetOf } from "./bulk-request";

/** The ids of resources that earlier operations created, by bulkId. */
export type CreatedIds = ReadonlyMap<string, string>;

/** The bulkIds that an operation refers to. They may be in its path and anywhere in its data. */
export function referencesOf(operation: BulkOperation): ReadonlySet<string> {
  const found = new Set<string>();
  collect(operation.data, found);
  const target = referenceIn(targetOf(operation));
  if (target !== null) found.add(target);
  return found;
}

/**
 * The operation with ids in place of references. A value that refers to a resource without an id is left out.
 */
export function withIds(operation: BulkOperation, ids: CreatedIds): BulkOperation {
  const target = referenceIn(targetOf(operation));
  const id = target === null ? undefined : ids.get(target);
  const path = id === undefined ? operation.path : `/${operation.path.split("/")[1]}/${id}`;
  return { ...operation, path, data: replaced(operation.data, ids) };
}

function collect(value: unknown, found: Set<string>): void {
  const reference = referenceIn(value);
  if (reference !== null) found.add(reference);
  else if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (isMap(value)) for (const item of Object.values(value)) collect(item, found);
}

function replaced(value: unknown, ids: CreatedIds): unknown {
  const reference = referenceIn(value);
  if (reference !== null) return ids.get(reference);
  if (Array.isArray(value)) {
    return value.map((item) => replaced(item, ids)).filter((item) => item !== undefined);
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, replaced(item, ids)] as const);
  // Without its `value`, a member is left out as a whole.
  if (entries.some(([key, item]) => key === "value" && item === undefined && value[key] !== undefined))
    return undefined;
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
