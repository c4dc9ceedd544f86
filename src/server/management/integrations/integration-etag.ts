import type { FastifyRequest } from "fastify";
import { Problem } from "../problem";

/** ETag of a version counter. */
export function etag(version: number): string {
  return `"${version}"`;
}

/**
 * Honours If-Match: passes when it is absent, `*`, or names the current version. A proxy may have put `W/`
 * before it.
 * @throws Problem 412.
 */
export function requireMatch(request: FastifyRequest, version: number): void {
  const wanted = request.headers["if-match"];
  if (wanted === undefined || wanted.trim() === "*") return;
  const tags = wanted.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (tags.includes(etag(version))) return;
  throw new Problem(412, [
    `If-Match names ${wanted}, but the current version is ${etag(version)}; read it again and repeat`,
  ]);
}
