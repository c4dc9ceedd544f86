import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

/** The files of the page, and their media types. `npm run build:code` bundles the script and the style. */
const FILES = {
  "console.css": "text/css; charset=utf-8",
  "console.js": "text/javascript; charset=utf-8",
} as const;

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
  app.get("/console/*", async (_request, reply) =>
    reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(page),
  );
  app.get("/console", async (_request, reply) => reply.redirect("/console/"));
}
