import { type Clock, instant, secondsAfter } from "../context";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";
import { constantTimeEqual, randomToken, sha256Hex } from "./secrets";

/** How long a gateway access token lives, in seconds. */
export const GATEWAY_TOKEN_SECONDS = 3600;
/** How long an edge session made by the exchange lives, in seconds. */
export const EDGE_SESSION_SECONDS = 30 * 60;

/** A new session. The store keeps only a hash of its secret. */
export interface MintedSession {
  readonly value: string;
  readonly expiresAt: Date;
}

interface SessionStore {
  readonly db: Database;
  readonly clock: Clock;
}

/** Makes a gateway access token for the client. */
export function mintGatewayToken(store: SessionStore, clientId: string): Promise<MintedSession> {
  const owner = { kind: "gateway", client_id: clientId, network_id: null } as const;
  return mint(store, randomToken("nfgw_"), owner, GATEWAY_TOKEN_SECONDS);
}

/** Makes a session of the edge API of one network for the client. */
export function mintEdgeSession(
  store: SessionStore,
  clientId: string,
  networkId: string,
): Promise<MintedSession> {
  const owner = { kind: "edge", client_id: clientId, network_id: networkId } as const;
  return mint(store, randomToken("nfzt_"), owner, EDGE_SESSION_SECONDS);
}

/** The session of a token. Null when the token is unknown, belongs to the other kind or has expired. */
export async function findSession(
  { db, clock }: SessionStore,
  kind: Row<"sessions">["kind"],
  token: string,
): Promise<Row<"sessions"> | null> {
  const hash = sha256Hex(token);
  const session = await db
    .selectFrom("sessions")
    .selectAll()
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  if (session === undefined || !constantTimeEqual(session.token_hash, hash)) return null;
  return session.kind === kind && session.expires_at > instant(clock()) ? session : null;
}

async function mint(
  { db, clock }: SessionStore,
  value: string,
  owner: Pick<Row<"sessions">, "kind" | "client_id" | "network_id">,
  seconds: number,
): Promise<MintedSession> {
  const now = clock();
  const expiresAt = secondsAfter(now, seconds);
  // Clients use a session far more often than they make one, so the costly removal of expired ones runs here.
  await db.deleteFrom("sessions").where("expires_at", "<=", instant(now)).execute();
  await db
    .insertInto("sessions")
    .values({ token_hash: sha256Hex(value), expires_at: instant(expiresAt), ...owner })
    .execute();
  return { value, expiresAt };
}
