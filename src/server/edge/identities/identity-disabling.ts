import type { FastifyInstance, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { recordChange } from "../../audit/management";
import { instant, secondsAfter } from "../../context";
import { transact } from "../../store/transact";
import { pathId, readBody } from "../edge-request";
import { type EdgeContext, sessionOf } from "../edge-session";
import { EMPTY } from "../envelope";
import { identityRow } from "./identity-store";

/**
 * Zero or less disables the identity until somebody enables it. The limit of a hundred years keeps the end
 * within what a Date can hold.
 */
const disableRequest = z.object({ durationMinutes: z.int().check(z.maximum(100 * 366 * 24 * 60)) });

/** `POST /identities/{id}/disable` and `/enable` decide whether an identity may sign in. */
export function registerDisabling(edge: FastifyInstance, context: EdgeContext): void {
  edge.post("/identities/:id/disable", async (request, reply) => {
    const { durationMinutes } = readBody(disableRequest, request);
    const now = context.clock();
    const until = durationMinutes > 0 ? instant(secondsAfter(now, durationMinutes * 60)) : null;
    await write(request, instant(now), until);
    // A controller answers this call with an empty body.
    return reply.status(200).send();
  });

  edge.post("/identities/:id/enable", async (request) => {
    await write(request, null, null);
    return EMPTY;
  });

  async function write(request: FastifyRequest, at: string | null, until: string | null) {
    const [{ networkId }, id] = [sessionOf(request), pathId(request)];
    const disabling = { disabled_at: at, disabled_until: until, updated_at: instant(context.clock()) };
    await transact(context.db, async (transaction) => {
      await identityRow(transaction, networkId, id);
      await transaction.updateTable("identities").set(disabling).where("id", "=", id).execute();
      await recordChange(context, transaction, request, { target: id });
    });
  }
}
