import { instant, type ServerContext, secondsAfter } from "../context";
import type { Database } from "../store/database";
import { sideWrite } from "../store/side-write";
import type { Row } from "../store/tables";
import { transact } from "../store/transact";
import { randomToken, sameDigest, sha256Hex } from "./secrets";

/** A session of the console ends after so many seconds without a call of a person. */
export const CONSOLE_IDLE_SECONDS = 15 * 60;
/** A session of the console ends after so many seconds in any case. */
const CONSOLE_SESSION_SECONDS = 8 * 60 * 60;

/**
 * The shortest time between two extensions of a session. Without it, every read would cost a write. With it,
 * a session may end so much too early.
 */
const EXTEND_AFTER_SECONDS = 30;

/** The start of both halves of a session. The log cuts out what begins like this. */
const PREFIX = "nfcon_";

/** A live session of the console: one tab of a browser. */
export type LiveConsoleSession = Row<"console_sessions">;

/** The two halves of a session as the browser has them. */
interface Halves {
  readonly key: string;
  /** Every value that came under the cookie's name. Another port of the host can add some. */
  readonly cookies: readonly string[];
}

/** A new session and its two halves. The store keeps only hashes of them. */
interface OpenedConsoleSession {
  readonly key: string;
  readonly cookie: string;
  readonly session: LiveConsoleSession;
}

type Store = Pick<ServerContext, "clock" | "networkId">;

/**
 * Opens a session for one tab. The tab shares the cookie of the browser's other tabs, where the same client
 * is signed in, because a new cookie would end their sessions.
 */
export async function openConsoleSession(
  { clock, networkId }: Store,
  db: Database,
  clientId: string,
  cookies: readonly string[],
): Promise<OpenedConsoleSession> {
  const now = clock();
  await removeEnded(db, instant(now));
  const cookie = (await sharedCookie(db, clientId, cookies)) ?? randomToken(PREFIX);
  const key = randomToken(PREFIX);
  const session = {
    key_hash: sha256Hex(key),
    cookie_hash: sha256Hex(cookie),
    client_id: clientId,
    network_id: networkId,
    idle_at: instant(secondsAfter(now, CONSOLE_IDLE_SECONDS)),
    ends_at: instant(secondsAfter(now, CONSOLE_SESSION_SECONDS)),
  };
  await moveIdleTime(db, session, instant(now));
  await db.insertInto("console_sessions").values(session).execute();
  return { key, cookie, session };
}

/** The live session of the two halves. Null when one of them is wrong, and when the session has ended. */
export async function findConsoleSession(
  { clock, db }: Pick<ServerContext, "clock" | "db">,
  { key, cookies }: Halves,
): Promise<LiveConsoleSession | null> {
  const keyHash = sha256Hex(key);
  const row = await db
    .selectFrom("console_sessions")
    .selectAll()
    .where("key_hash", "=", keyHash)
    .executeTakeFirst();
  if (row === undefined || !sameDigest(row.key_hash, keyHash)) return null;
  if (!cookies.some((cookie) => sameDigest(row.cookie_hash, sha256Hex(cookie)))) return null;
  const now = instant(clock());
  return row.idle_at > now && row.ends_at > now ? row : null;
}

/**
 * Moves the idle time of a browser's sessions for a call of a person.
 * @param onLateError hears of an error after the call went on
 */
export async function extendConsoleSession(
  { clock, db }: Pick<ServerContext, "clock" | "db">,
  session: LiveConsoleSession,
  onLateError: (error: unknown) => void,
): Promise<LiveConsoleSession> {
  const now = clock();
  const wanted = secondsAfter(now, CONSOLE_IDLE_SECONDS);
  if (wanted.getTime() - Date.parse(session.idle_at) < EXTEND_AFTER_SECONDS * 1000) return session;
  const extended = { ...session, idle_at: instant(wanted) };
  // The calls of a view move it at once, in any order of the rows. Whoever meets another tries again.
  const moved = transact(db, (transaction) => moveIdleTime(transaction, extended, instant(now)));
  return (await sideWrite(moved, onLateError)) ? extended : session;
}

/** Ends the sessions of all tabs of the browser. */
export async function endConsoleSession(db: Database, session: LiveConsoleSession): Promise<void> {
  await db.deleteFrom("console_sessions").where("cookie_hash", "=", session.cookie_hash).execute();
}

/** When a session ends, if nobody makes a call before. */
export function endOf({ idle_at, ends_at }: LiveConsoleSession): Date {
  return new Date(idle_at < ends_at ? idle_at : ends_at);
}

/** Moves the idle time of all tabs of the browser. An ended session stays ended. */
async function moveIdleTime(
  db: Database,
  { cookie_hash, idle_at }: Pick<LiveConsoleSession, "cookie_hash" | "idle_at">,
  now: string,
): Promise<void> {
  await db
    .updateTable("console_sessions")
    .set({ idle_at })
    .where("cookie_hash", "=", cookie_hash)
    .where("idle_at", ">", now)
    // Another copy of the server may have moved it further.
    .where("idle_at", "<", idle_at)
    .execute();
}

/** The cookie of a live session of the client. The ended ones are removed already. */
async function sharedCookie(
  db: Database,
  clientId: string,
  cookies: readonly string[],
): Promise<string | undefined> {
  const hashes = new Map(cookies.map((cookie) => [sha256Hex(cookie), cookie]));
  if (hashes.size === 0) return undefined;
  const row = await db
    .selectFrom("console_sessions")
    .select("cookie_hash")
    .where("cookie_hash", "in", [...hashes.keys()])
    .where("client_id", "=", clientId)
    .executeTakeFirst();
  return row && hashes.get(row.cookie_hash);
}

async function removeEnded(db: Database, now: string): Promise<void> {
  await db
    .deleteFrom("console_sessions")
    .where((eb) => eb.or([eb("idle_at", "<=", now), eb("ends_at", "<=", now)]))
    .execute();
}
