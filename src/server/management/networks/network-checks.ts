import type { FastifyInstance } from "fastify";
import { type NetworkCheck, networkCheckRequest } from "../../../contract/gateway/network-check";
import { recordChange } from "../../audit/management";
import type { ServerContext } from "../../context";
import { pathValue, readBody } from "../gateway-request";
import { Problem } from "../problem";
import { networkOf } from "./networks";

/**
 * `POST /core/v3/networks/{id}/network-checks`: compares a gateway with its controller now, and makes missing
 * identities anew when the body says `repair`.
 */
export function registerNetworkChecks(app: FastifyInstance, context: ServerContext): void {
  app.post("/core/v3/networks/:id/network-checks", async (request, reply): Promise<NetworkCheck> => {
    const id = pathValue(request, "id");
    await networkOf(context, id);
    const { repair } = readBody(networkCheckRequest, request);
    const { check } = context.network;
    if (check === null) {
      throw new Problem(404, [
        "the network is embedded in this server, so there is no controller to compare with",
      ]);
    }
    const found = await check({ repair });
    reply.header("cache-control", "no-store");
    if (repair) {
      await recordChange(context, context.db, request, { target: id, counts: { repaired: found.repaired } });
    }
    return found;
  });
}
