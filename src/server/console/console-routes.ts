import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { pathOf } from "../http/url-path";

/** The files of the page, and their media types. `npm run build:code` bundles the script and the style. */
const FILES = {
  "console.css": "text/css; charset=utf-8",
  "console.js": "text/javascript; charset=utf-8",
} as const;

/** A path like `/console/name.js`. Views have no dot in their first part. */
const NAMES_A_FILE = /^\/console\/[^/]*\.[^/]*$/;

/**
 * Serves the console page under `/console/`, with every path below it that names a view. The page calls the
 * public APIs with the user's session. Its files are in the folder `public` beside this module. Only a build
 * has the bundled ones: without them the server runs, and the page stays empty.
 */
export function registerConsole(app: FastifyInstance): void {
  const folder = join(__dirname, "public");
  for (const [name, type] of Object.entries(FILES)) {
    const file = join(folder, name);
    const content = existsSync(file) ? readFileSync(file) : null;
    app.get(`/console/${name}`, async (_request, reply) =>
      content === null
        ? reply.code(404).type("text/plain; charset=utf-8").send(`${name} is not built`)
        : reply.header("cache-control", "no-cache").type(type).send(content),
    );
  }
  const page = readFileSync(join(folder, "index.html"));
  app.get("/console/*", async (request, reply) => {
    if (NAMES_A_FILE.test(pathOf(request.url))) return reply.callNotFound();
    return reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(page);
  });
  app.get("/console", async (_request, reply) => reply.redirect("/console/"));
}
