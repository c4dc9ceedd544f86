import { isMap } from "../../../contract/scim/read-attribute";

/**
 * Keeps at most one value of a list primary (RFC 7643 section 2.4). It is the first primary value that
 * `mayBe` accepts. The others become not primary. Without such a value, the list stays as it is.
 */
export function withOnePrimary(
  list: readonly unknown[],
  mayBe: (item: unknown) => boolean = () => true,
): unknown[] {
  const primary = list.findIndex((item) => isPrimary(item) && mayBe(item));
  if (primary === -1) return [...list];
  return list.map((item, index) =>
    isPrimary(item) && index !== primary ? { ...item, primary: false } : item,
  );
}

function isPrimary(item: unknown): item is Readonly<Record<string, unknown>> {
  return isMap(item) && item.primary === true;
}
