import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import type { MintedToken, tokenCreate } from "../../../contract/gateway/token";
import { instant, type ServerContext, secondsAfter } from "../../context";
import { randomToken, SCIM_TOKEN_PREFIX, sha256Hex } from "../../credentials/secrets";
import { tokenView } from "../../credentials/token-state";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { badFields } from "../problem";

/** The body of a request for a token. The contract has filled in the defaults. */
export type TokenRequest = z.output<typeof tokenCreate>;

/** The last instant that has a four-digit year. Instants are texts that sort by time. */
const LAST_INSTANT = Date.UTC(9999, 11, 31);

/** @throws Problem 400 for a lifetime or an overlap that this server does not offer. */
export function requireMintable(
  context: ServerContext,
  { lifetimeSeconds, overlapSeconds }: TokenRequest,
): void {
  const now = context.clock().getTime();
  if (lifetimeSeconds !== null && now + lifetimeSeconds * 1000 > LAST_INSTANT) {
    throw badFields([
      {
        field: "lifetimeSeconds",
        reason: "ends after the year 9999; null means never",
      },
    ]);
  }
  const most = context.maxTokenOverlapSeconds;
  if (overlapSeconds > most) {
    const allowed =
      most === 0 ? "0: on this server, a new token ends the old one at once" : `at most ${most}`;
    throw badFields([{ field: "overlapSeconds", reason: `must be ${allowed}` }]);
  }
}

/**
 * Makes a token of the integration and supersedes the previous one (domain rules 4 and 5). The server accepts
 * at most two tokens at a time: the new one, and the previous one until its overlap ends.
 */
export async function mintToken(
  transaction: Database,
  now: Date,
  integrationId: string,
  request: TokenRequest,
): Promise<MintedToken> {
  await supersede(transaction, now, integrationId, request.overlapSeconds);
  const token = randomToken(SCIM_TOKEN_PREFIX);
  const { lifetimeSeconds } = request;
  const row: Row<"tokens"> = {
    id: randomUUID(),
    integration_id: integrationId,
    token_hash: sha256Hex(token),
    description: request.description,
    tag: request.tag ?? null,
    created_at: instant(now),
    expires_at: lifetimeSeconds === null ? null : instant(secondsAfter(now, lifetimeSeconds)),
    revoked_at: null,
    superseded_at: null,
    overlap_until: null,
    last_used_at: null,
  };
  await transaction.insertInto("tokens").values(row).execute();
  return { ...tokenView(row, instant(now)), token };
}

async function supersede(
  transaction: Database,
  now: Date,
  integrationId: string,
  overlapSeconds: number,
): Promise<void> {
  const at = instant(now);
  const former = transaction.updateTable("tokens").where("integration_id", "=", integrationId);
  await former.set({ overlap_until: at }).where("overlap_until", ">", at).execute();
  await former
    .set({
      superseded_at: at,
      overlap_until: overlapSeconds === 0 ? null : instant(secondsAfter(now, overlapSeconds)),
    })
    .where("superseded_at", "is", null)
    .where("revoked_at", "is", null)
    // An expired token keeps the state `expired`, because that ended it.
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", at)]))
    .execute();
}
