import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";

/**
 * The address of a caller, for rate limits and the log: the one that a trusted proxy forwards in
 * X-Forwarded-For, else that of the connection. Some proxies forward the port too, which counts for nothing.
 * Empty when the caller is gone and nothing was forwarded.
 */
export function callerAddress({ ip, socket }: FastifyRequest): string {
  const forwarded = String(ip);
  if (isIP(forwarded) !== 0) return forwarded;
  const host = forwarded.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return isIP(host) === 0 ? (socket.remoteAddress ?? "") : host;
}
