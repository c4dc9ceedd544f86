import type { AttributePath } from "../../../contract/scim/filter/filter";
import { foldText } from "../../../contract/scim/fold-text";
import { type AttributeMap, isMap, locateWithin, readResolved } from "../../../contract/scim/read-attribute";
import { type ResourceKind, resolveAttribute } from "../../../contract/scim/resource";
import type { SortKey } from "../backend";

/** The beginning of a text by which lists sort it. A cursor holds it, so it must not be long. */
const BEGINNING = /^.{0,256}/su;

/**
 * Makes a function that reads the value by which a list sorts a resource. It expects the resource as
 * `filteredResource` returns it. Of a multi-valued attribute, the primary value counts, or the first one.
 * @param path As `readSortBy` returns it. Null when resources of the kind lack the attribute.
 */
export function sortKeyReader(
  kind: ResourceKind,
  path: AttributePath | null,
): (resource: AttributeMap) => SortKey {
  const resolved = path && resolveAttribute(kind, path);
  if (resolved === null) return () => null;
  const { attribute, subAttribute } = resolved;
  const { caseExact } = subAttribute ?? attribute;
  return (resource) => {
    const value = preferred(readResolved(resource, resolved));
    if (subAttribute === null) return keyOf(value, caseExact);
    return keyOf(preferred(locateWithin(attribute, [value], subAttribute.name)?.values), caseExact);
  };
}

function preferred(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.find((item) => isMap(item) && item.primary === true) ?? value[0];
}

/** An attribute without a schema may hold anything. */
function keyOf(value: unknown, caseExact: boolean): SortKey {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  if (isMap(value)) return isMap(value.value) ? null : keyOf(value.value, caseExact);
  if (typeof value !== "string" || value === "") return null;
  return BEGINNING.exec(caseExact ? value : foldText(value))?.[0] ?? null;
}
