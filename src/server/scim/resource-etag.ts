import type { ScimRequest } from "./message";
import { ScimError } from "./scim-error";

/** The weak entity tag of a version (RFC 7644 section 3.14). */
export function etagOf(version: number): string {
  return `W/"${version}"`;
}

/** Whether the client has this version already. The answer to a read is then 304. */
export function isCurrentAtClient(request: ScimRequest, version: number): boolean {
  const header = request.headers["if-none-match"];
  return header !== undefined && names(header, version);
}

/** Whether a write depends on the version of what it writes. */
export function isConditional({ headers }: ScimRequest): boolean {
  return headers["if-match"] !== undefined || headers["if-none-match"] !== undefined;
}

/**
 * Of a write. @throws ScimError 412 when `If-Match` names other versions only, or `If-None-Match` this one
 */
export function requireMatch(request: ScimRequest, version: number): void {
  const header = request.headers["if-match"];
  if (isCurrentAtClient(request, version)) {
    throw new ScimError(
      412,
      null,
      `the resource is at version ${etagOf(version)}, which If-None-Match excludes`,
    );
  }
  if (header === undefined || names(header, version)) return;
  throw new ScimError(
    412,
    null,
    `the resource is at version ${etagOf(version)} by now; read it again before writing`,
  );
}

/** Weak comparison (RFC 9110 section 8.8.3.2): a tag without its `W/` names the same version. */
function names(header: string, version: number): boolean {
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(`"${version}"`);
}
