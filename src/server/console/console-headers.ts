import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { pathOf } from "../http/url-path";

/**
 * The page loads files from this server alone, makes no code from text (Trusted Types), and no page may show
 * it in a frame.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

const SECURITY_HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY.join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

/** Protects every answer at and below `/console`, errors included. */
export function protectConsole(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply) => addConsoleHeaders(request, reply));
}

/** Adds the headers to an answer at or below `/console`. No hook sees a request whose URL is broken. */
export function addConsoleHeaders({ routeOptions, url }: FastifyRequest, reply: FastifyReply): void {
  // A path may be percent-encoded, so the route counts. A path without a route counts as it is written.
  const path = routeOptions.url ?? pathOf(url);
  if (/^\/console(?:\/|$)/.test(path)) reply.headers(SECURITY_HEADERS);
}
