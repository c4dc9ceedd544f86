import { setImmediate } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { type Clock, instant, secondsAfter } from "../context";
import type { Database } from "../store/database";
import { transact } from "../store/transact";

/** How long the audit log keeps an entry by default, in days. */
export const AUDIT_RETENTION_DAYS = 365;

const DAY_SECONDS = 24 * 60 * 60;
/** How many entries one transaction deletes. Other requests are answered before the next. */
const PIECE = 500;

interface RetentionContext {
  readonly db: Database;
  readonly clock: Clock;
  readonly networkId: string;
  readonly log: Pick<FastifyBaseLogger, "info" | "error">;
}

/** Deletes the entries of the audit log that are older than the retention: at the start and once a day. */
export class AuditRetention {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param days How long an entry is kept. 0 keeps it for ever. */
  constructor(
    private readonly context: RetentionContext,
    private readonly days: number,
  ) {}

  start(): void {
    this.#run();
    this.#timer = setInterval(() => this.#run(), DAY_SECONDS * 1000);
    this.#timer.unref();
  }

  /** Resolves when nothing is deleted any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#isStopped = true;
    await this.#running;
  }

  #run(): void {
    const { log } = this.context;
    this.#running = this.#running
      .then(() => this.#deleteOld())
      .catch((error) => log.error({ err: error }, "old entries of the audit log could not be deleted"));
  }

  async #deleteOld(): Promise<void> {
    const keepFrom = this.#keepFrom();
    let total = 0;
    for (let deleted = PIECE; deleted === PIECE && !this.#isStopped; total += deleted) {
      deleted = await deletePiece(this.context, keepFrom);
      await setImmediate();
    }
    if (total > 0) this.context.log.info({ total, keepFrom }, "deleted old entries of the audit log");
  }

  /** The first instant whose entries stay. Every instant is greater than the empty text. */
  #keepFrom(): string {
    return this.days === 0 ? "" : instant(secondsAfter(this.context.clock(), -this.days * DAY_SECONDS));
  }
}

/** Deletes some entries from before an instant. Tells the database first, which would refuse it otherwise. */
function deletePiece({ db, networkId }: RetentionContext, keepFrom: string): Promise<number> {
  return transact(db, async (transaction) => {
    await transaction.updateTable("audit_retention").set({ keep_from: keepFrom }).execute();
    const old = transaction
      .selectFrom("audit_entries")
      .select("id")
      .where("network_id", "=", networkId)
      .where("at", "<", keepFrom)
      .orderBy("at")
      .limit(PIECE);
    const { numDeletedRows } = await transaction
      .deleteFrom("audit_entries")
      .where("id", "in", old)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
}
