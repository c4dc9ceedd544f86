import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { ServerContext } from "../context";

/**
 * `/healthz` says that the process runs. `/readyz` says that it accepts work, and that its database and
 * its network answer.
 */
export function registerHealth(
  app: FastifyInstance,
  { db, draining, network }: Pick<ServerContext, "db" | "draining" | "network">,
): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (request, reply) => {
    if (draining.isDraining) return reply.status(503).send({ status: "draining" });
    try {
      await sql`select 1`.execute(db);
      const reason = network.notReady();
      if (reason === null) return { status: "ok" };
      return reply.status(503).send({ status: `the controller does not take identities: ${reason}` });
    } catch (error) {
      request.log.error({ err: error }, "the database does not answer");
      return reply.status(503).send({ status: "the database does not answer" });
    }
  });
}
