import type { FastifyInstance } from "fastify";
import { type JwtCheck, jwtCheckRequest } from "../../../contract/gateway/jwt-check";
import type { ServerContext } from "../../context";
import { checkSignIn } from "../../signin/check-sign-in";
import type { IdentityFacts, SignInNetwork } from "../../signin/sign-in-network";
import { pathValue, readBody } from "../gateway-request";
import { badFields } from "../problem";
import { networkOf } from "./networks";

/** `POST /core/v3/networks/{id}/jwt-checks`: whether a JWT would sign somebody in (domain rules 27 to 29). */
export function registerJwtChecks(app: FastifyInstance, context: ServerContext): void {
  app.post("/core/v3/networks/:id/jwt-checks", async (request, reply) => {
    await networkOf(context, pathValue(request, "id"));
    const body = readBody(jwtCheckRequest, request);
    const [first, ...others] = body.tokens ?? [];
    const network = await context.network.signIn();
    const expected = await expectedIdentity(body.expectedIdentityId, network);
    const tokens = [first ?? body.claims ?? {}, ...others] as const;
    const check: JwtCheck = await checkSignIn({ tokens, expected }, network);
    return reply.header("cache-control", "no-store").send(check);
  });
}

async function expectedIdentity(
  id: string | undefined,
  { identityBy }: SignInNetwork,
): Promise<IdentityFacts | null> {
  if (id === undefined) return null;
  const identity = await identityBy("id", id);
  if (identity === null)
    throw badFields([{ field: "expectedIdentityId", reason: "no identity of the network has this id" }]);
  return identity;
}
