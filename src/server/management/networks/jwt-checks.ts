import type { FastifyInstance } from "fastify";
import { type JwtCheck, jwtCheckRequest } from "../../../contract/gateway/jwt-check";
import type { ServerContext } from "../../context";
import { checkSignIn } from "../../signin/check-sign-in";
import { pathValue, readBody } from "../gateway-request";
import { networkOf } from "./networks";
import { storedNetwork } from "./stored-network";

/** `POST /core/v3/networks/{id}/jwt-checks`: whether a JWT would sign somebody in (domain rules 27 to 29). */
export function registerJwtChecks(app: FastifyInstance, context: ServerContext): void {
  app.post("/core/v3/networks/:id/jwt-checks", async (request, reply) => {
    const network = await networkOf(context, pathValue(request, "id"));
    const { tokens = [], expectedIdentityId = null } = readBody(jwtCheckRequest, request);
    const stored = await storedNetwork(context, network.id);
    const check: JwtCheck = await checkSignIn({ tokens, expectedIdentityId }, stored);
    return reply.header("cache-control", "no-store").send(check);
  });
}
