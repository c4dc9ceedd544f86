export type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * Joins a base, path segments (each percent-encoded) and a query; undefined values are left out.
 * Throws RangeError for an empty segment, `.` or `..`: they would change which object the address names.
 */
export function address(base: string, segments: readonly string[], query: Query = {}): string {
  const misleading = segments.find((segment) => /^\.{0,2}$/.test(segment));
  if (misleading !== undefined) throw new RangeError(`"${misleading}" is no id`);
  const path = segments.map((segment) => `/${encodeURIComponent(segment)}`).join("");
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return base.replace(/\/+$/, "") + path + (pairs.length > 0 ? `?${pairs.join("&")}` : "");
}
