import type { ScimRequest } from "../message";
import { ScimError } from "../scim-error";

/** The weak entity tag of a version (RFC 7644 section 3.14). */
export function etagOf(version: number): string {
  return `W/"${version}"`;
}

/** Whether the client already has this version. The answer to a read is then 304. */
export function isCurrentAtClient(request: ScimRequest, version: number): boolean {
  const header = request.headers["if-none-match"];
  return header !== undefined && names(header, version);
}

/** Whether a write has a condition on the version. */
export function isConditional({ headers }: ScimRequest): boolean {
  return headers["if-match"] !== undefined || headers["if-none-match"] !== undefined;
}

/**
 * Checks the condition of a write. @throws ScimError 412 when `If-Match` does not name this version, or
 * `If-None-Match` does
 */
export function requireMatch(request: ScimRequest, version: number): void {
  const header = request.headers["if-match"];
  if (isCurrentAtClient(request, version)) {
    throw new ScimError(
      412,
      null,
      `the resource has the version ${etagOf(version)}, which If-None-Match excludes`,
    );
  }
  if (header === undefined || names(header, version)) return;
  throw new ScimError(
    412,
    null,
    `the resource now has the version ${etagOf(version)}; read it again before you write`,
  );
}

/** Whether a header names a version. A tag without `W/` names the same version (RFC 9110 section 8.8.3.2). */
function names(header: string, version: number): boolean {
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(`"${version}"`);
}
