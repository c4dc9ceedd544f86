import type { FastifyInstance } from "fastify";
import type { ServerContext } from "../context";
import { bearerToken } from "../credentials/bearer-token";
import { judgeConsoleCall } from "../credentials/console-call";
import { findSession } from "../credentials/sessions";
import { Problem } from "./problem";

declare module "fastify" {
  interface FastifyRequest {
    /** Client id of the credential behind a gateway call. Empty outside the gateway. */
    clientId: string;
  }
}

/**
 * Refuses calls without a live access token or session of the console. The check runs before the app reads a
 * body.
 */
export function requireBearer(app: FastifyInstance, context: ServerContext): void {
  app.decorateRequest("clientId", "");
  app.addHook("onRequest", async (request, reply) => {
    const console = await judgeConsoleCall(context, request);
    if (console !== null) {
      // The browser must not keep what a person saw.
      reply.header("cache-control", "no-store");
      if (!console.ok) throw new Problem(console.status, [console.why]);
      request.clientId = console.session.client_id;
      return;
    }
    const token = bearerToken(request.headers.authorization);
    if (token === null) {
      throw new Problem(401, ["send the access token of POST /oauth2/token as Authorization: Bearer"]);
    }
    const session = await findSession(context, "gateway", token);
    if (session === null)
      throw new Problem(401, ["the access token is unknown or has expired; get a new one"]);
    request.clientId = session.client_id;
  });
}
