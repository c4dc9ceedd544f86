import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

const FILES = {
  "/console/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/console/console.css": { file: "console.css", type: "text/css; charset=utf-8" },
  "/console/console.js": { file: "console.js", type: "text/javascript; charset=utf-8" },
} as const;

/**
 * Serves the console page under `/console/`. The build copies the files of the page into the folder `public`
 * beside this module.
 */
export function registerConsole(app: FastifyInstance): void {
  const folder = join(__dirname, "public");
  for (const [path, { file, type }] of Object.entries(FILES)) {
    const content = readFileSync(join(folder, file));
    app.get(path, async (_request, reply) =>
      reply.header("cache-control", "no-cache").type(type).send(content),
    );
  }
  app.get("/console", async (_request, reply) => reply.redirect("/console/"));
}
