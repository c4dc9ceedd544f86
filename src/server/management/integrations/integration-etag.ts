import type { FastifyRequest } from "fastify";
import { Problem } from "../problem";

/** ETag of a version counter. */
export function etag(version: number): string {
  return `"${version}"`;
}

/**
 * Checks If-Match. It may be absent, be `*` or name the current version. A `W/` added by a proxy is ignored.
 * @throws Problem 412 for another version.
 */
export function requireMatch(request: FastifyRequest, version: number): void {
  const wanted = request.headers["if-match"];
  if (wanted === undefined || wanted.trim() === "*") return;
  const tags = wanted.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (tags.includes(etag(version))) return;
  throw new Problem(412, [
    `If-Match names ${wanted}, but the current version is ${etag(version)}; read the object again and repeat`,
  ]);
}
