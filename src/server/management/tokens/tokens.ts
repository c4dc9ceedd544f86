import type { FastifyInstance } from "fastify";
import { tokenCreate } from "../../../contract/gateway/token";
import { recordChange } from "../../audit/management";
import { instant, type ServerContext } from "../../context";
import { tokenView } from "../../credentials/token-state";
import { recordTool } from "../../managed-by/managed-objects";
import { transact } from "../../store/transact";
import { pathValue, readBody } from "../gateway-request";
import { INTEGRATIONS_PATH } from "../integrations/integration-view";
import { integrationRow } from "../integrations/integrations";
import { notFound } from "../problem";
import { idempotencyKey, type Minted, mintOnce } from "./mint-once";
import { mintToken, requireMintable } from "./mint-token";

/**
 * `/scim/v1/integrations/{id}/tokens`: list, mint and revoke (domain rules 4 to 6). Only the answer to a mint
 * holds the secret.
 */
export function registerTokens(app: FastifyInstance, context: ServerContext): void {
  const { db, clock } = context;

  app.get(`${INTEGRATIONS_PATH}/:id/tokens`, async (request) => {
    const integration = await integrationRow(db, pathValue(request, "id"));
    const rows = await db
      .selectFrom("tokens")
      .selectAll()
      .where("integration_id", "=", integration.id)
      .orderBy("created_at", "desc")
      // Several tokens may have the same millisecond. The one that is not superseded is the newest.
      .orderBy((eb) => eb.case().when("superseded_at", "is", null).then(0).else(1).end())
      .orderBy("id")
      .execute();
    const now = instant(clock());
    return { tokens: rows.map((row) => tokenView(row, now)) };
  });

  app.post(`${INTEGRATIONS_PATH}/:id/tokens`, async (request, reply) => {
    const key = idempotencyKey(request);
    const tokenRequest = readBody(tokenCreate, request);
    requireMintable(context, tokenRequest);
    const { token, isReplayed } = await transact(db, async (transaction): Promise<Minted> => {
      const { id } = await integrationRow(transaction, pathValue(request, "id"));
      await recordTool(context, transaction, request, "integration", id);
      const mint = async () => {
        const made = await mintToken(transaction, clock(), id, tokenRequest);
        const changed = Object.keys(request.body as object);
        await recordChange(context, transaction, request, { integrationId: id, target: made.id, changed });
        return made;
      };
      if (key === null) return { token: await mint(), isReplayed: false };
      return mintOnce({ db: transaction, clock }, { key, integrationId: id, body: tokenRequest }, mint);
    });
    if (isReplayed) reply.header("idempotency-replayed", "true");
    return reply.status(201).header("cache-control", "no-store").send(token);
  });

  app.delete(`${INTEGRATIONS_PATH}/:id/tokens/:tokenId`, async (request, reply) => {
    const tokenId = pathValue(request, "tokenId");
    await transact(db, async (transaction) => {
      const integration = await integrationRow(transaction, pathValue(request, "id"));
      const token = await transaction
        .selectFrom("tokens")
        .select("revoked_at")
        .where("integration_id", "=", integration.id)
        .where("id", "=", tokenId)
        .executeTakeFirst();
      if (token === undefined) throw notFound("token of the integration", tokenId);
      if (token.revoked_at !== null) return;
      const revoked = { revoked_at: instant(clock()) };
      await transaction.updateTable("tokens").set(revoked).where("id", "=", tokenId).execute();
      const change = { integrationId: integration.id, target: tokenId };
      await recordChange(context, transaction, request, change);
    });
    return reply.status(204).send();
  });
}
