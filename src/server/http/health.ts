import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { ServerContext } from "../context";

/** `/healthz` says that the process runs. `/readyz` says that it accepts work and its database answers. */
export function registerHealth(
  app: FastifyInstance,
  { db, draining }: Pick<ServerContext, "db" | "draining">,
): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (request, reply) => {
    if (draining.isDraining) return reply.status(503).send({ status: "draining" });
    try {
      await sql`select 1`.execute(db);
      return { status: "ok" };
    } catch (error) {
      request.log.error({ err: error }, "the database does not answer");
      return reply.status(503).send({ status: "the database does not answer" });
    }
  });
}
