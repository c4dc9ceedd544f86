import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { benchUser } from "./bench-user";

/** A fastify server that does only HTTP and JSON. No server written with fastify can cost less. */
async function main(): Promise<void> {
  const app = Fastify({ logger: false });
  const user = { ...benchUser(1), id: "0".repeat(32), meta: { resourceType: "User", version: 'W/"1"' } };
  const page = { totalResults: 100, Resources: Array.from({ length: 100 }, () => user) };
  app.get("/user", async () => user);
  app.get("/users", async () => page);
  app.post("/user", async (request, reply) => reply.status(201).send(request.body));
  await app.listen({ host: "127.0.0.1", port: 0, listenTextResolver: () => "listening" });
  process.once("disconnect", () => process.exit(0));
  process.send?.((app.server.address() as AddressInfo).port);
}

void main();
