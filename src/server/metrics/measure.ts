import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { scimAction } from "../audit/actions";
import type { Metrics } from "./metrics";
import { routeLabel } from "./route-label";

/** Counts every answer of the app. Call this before the routes are registered. */
export function measure(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", (request, reply, done) => {
    count(metrics, request, reply);
    done();
  });
  app.addHook("onClose", async () => metrics.stop());
}

/**
 * `/metrics` gives the figures to Prometheus. They say how much the network is used, and need no credential.
 */
export function serveMetrics(app: FastifyInstance, { registry }: Metrics): void {
  app.get("/metrics", async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function count(metrics: Metrics, request: FastifyRequest, reply: FastifyReply): void {
  const { "*": rest = "" } = (request.params ?? {}) as { readonly "*"?: string };
  const { family, route } = routeLabel(request.routeOptions.url, rest);
  const { method } = request;
  metrics.requests.inc({ family, method, route, status: reply.statusCode });
  metrics.seconds.observe({ family, method, route }, reply.elapsedTime / 1000);
  if (family !== "scim") return;
  const written = scimAction(method, rest.split("/"));
  if (written === null) return;
  const outcome = reply.statusCode < 400 ? "done" : "refused";
  metrics.scimWrites.inc({ action: written.action, outcome });
}
