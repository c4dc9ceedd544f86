import type { FastifyInstance } from "fastify";
import { exchangeRequest, type Network } from "../../../contract/gateway/network";
import { instant, type ServerContext } from "../../context";
import { mintEdgeSession } from "../../credentials/sessions";
import { EDGE_BASE_PATH } from "../../edge/edge-base-path";
import type { Row } from "../../store/tables";
import { pathValue, readBody } from "../gateway-request";
import { pageOf, readPage } from "../list-page";
import { notFound, Problem } from "../problem";

/** `/core/v3/networks`: list, get, and the exchange of an access token for a session of the edge API. */
export function registerNetworks(app: FastifyInstance, context: ServerContext): void {
  app.get("/core/v3/networks", async (request) => {
    const page = readPage(request, { name: "name", createdAt: "created_at" });
    const { total } = await context.db
      .selectFrom("networks")
      .select((eb) => eb.fn.countAll().as("total"))
      .executeTakeFirstOrThrow();
    const rows = await context.db
      .selectFrom("networks")
      .select(["id", "name", "status"])
      .orderBy(page.sort.column, page.sort.direction)
      .orderBy("id")
      .limit(page.size)
      .offset(page.number * page.size)
      .execute();
    const networkList = rows.map((row) => networkView(context, row));
    return { _embedded: { networkList }, page: pageOf(page, Number(total)) };
  });

  app.get("/core/v3/networks/:id", (request) => networkOf(context, pathValue(request, "id")));

  app.post("/core/v3/networks/:id/exchange", async (request, reply) => {
    const network = await networkOf(context, pathValue(request, "id"));
    readBody(exchangeRequest, request);
    // A token would outlive the sign-out, and a script of the page could read it.
    if (request.consoleSession !== null) {
      throw new Problem(403, ["a session of the console opens the edge API itself and gets no token for it"]);
    }
    const session = await mintEdgeSession(context, request.clientId, network.id);
    reply.header("cache-control", "no-store");
    return {
      value: session.value,
      networkControllerUrl: context.baseUrl() + EDGE_BASE_PATH,
      expiresAt: instant(session.expiresAt),
    };
  });
}

/** One network. @throws Problem 404. */
export async function networkOf(context: ServerContext, id: string): Promise<Network> {
  const network = await context.db
    .selectFrom("networks")
    .select(["id", "name", "status"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (network === undefined) throw notFound("network", id);
  return networkView(context, network);
}

function networkView(
  { maxTokenOverlapSeconds }: ServerContext,
  row: Pick<Row<"networks">, "id" | "name" | "status">,
): Network {
  return { ...row, maxTokenOverlapSeconds };
}
