/**
 * The value that a JSON pointer (RFC 6901) names. Undefined when there is none. The leading slash may be
 * missing.
 */
export function claimAt(claims: Readonly<Record<string, unknown>>, property: string): unknown {
  return pointerParts(property).reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[part];
  }, claims);
}

/** The pointer to a top-level claim, escaped by RFC 6901 section 3. */
export function pointerTo(claim: string): string {
  return `/${claim.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function pointerParts(property: string): string[] {
  const pointer = property.startsWith("/") ? property : `/${property}`;
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
