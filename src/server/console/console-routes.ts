import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

const FILES = {
  "/console/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/console/console.css": { file: "console.css", type: "text/css; charset=utf-8" },
  "/console/console.js": { file: "console.js", type: "text/javascript; charset=utf-8" },
} as const;

/** The page loads files from this server alone. No page may show it in a frame. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

const HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY.join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
} as const;

/**
 * Serves the console page under `/console/`. The page calls the public APIs with the user's credential. The
 * build copies the files of the page into the folder `public` beside this module.
 */
export function registerConsole(app: FastifyInstance): void {
  const folder = join(__dirname, "public");
  for (const [path, { file, type }] of Object.entries(FILES)) {
    const content = readFileSync(join(folder, file));
    app.get(path, async (_request, reply) => reply.headers(HEADERS).type(type).send(content));
  }
  app.get("/console", async (_request, reply) => reply.redirect("/console/"));
}
