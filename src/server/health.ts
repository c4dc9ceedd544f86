import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { Database } from "./store/database";

/** `/healthz`: the process answers. `/readyz`: the database answers too. */
export function registerHealth(app: FastifyInstance, db: Database): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { status: "ok" };
    } catch (error) {
      request.log.error({ err: error }, "the database does not answer");
      return reply.status(503).send({ status: "the database does not answer" });
    }
  });
}
