import type { Clock } from "../../../context";
import type { DeliveryMetrics } from "../../../metrics/delivery-metrics";
import type { Database } from "../../../store/database";
import type { NetworkRefusal } from "../../network";
import { NetworkUnavailable } from "../../network-unavailable";
import type { ControllerApi } from "../controller-api";
import { Unauthorized, Unavailable } from "../controller-error";
import { type ClaimedDelivery, claimDeliveries, LEASE_SECONDS } from "./claim-deliveries";
import { deliverIdentity, type Progress } from "./deliver-identity";
import { type DeliveryOutcome, outcomeOf } from "./delivery-outcome";
import type { DesiredIdentity } from "./desired-identity";
import { finishDelivery } from "./finish-delivery";
import { breakCircle, type Waiting } from "./let-go";
import { retryDelay } from "./retry-delay";
import { Settling, type Standing } from "./settling";

/**
 * How many deliveries all copies of the server make at once. A controller answers 429 from about a hundred.
 */
const IN_FLIGHT = 16;
/** How long no delivery is looked for when nobody asks, in milliseconds. Other copies leave theirs too. */
const IDLE_MS = 500;

/** What a deliverer works with. */
export interface DelivererParts {
  readonly db: Database;
  readonly clock: Clock;
  /** The network in the entries of the audit log. */
  readonly networkId: string;
  readonly api: ControllerApi;
  readonly metrics: Pick<DeliveryMetrics, "attempted" | "answered">;
  readonly log: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
}

interface Outage {
  readonly failures: number;
  /** In milliseconds since the epoch. */
  readonly until: number;
}

const NO_OUTAGE: Outage = { failures: 0, until: 0 };

/**
 * Brings the controller to what the database says: level-triggered, so it never matters how a difference came
 * about. Several copies on one database share the work.
 */
export class Deliverer {
  readonly #settling = new Settling();
  readonly #running = new Set<Promise<void>>();
  /** The identities of these deliveries. */
  readonly #inHand = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #claiming: Promise<void> | null = null;
  #isAskedAgain = false;
  #isStopped = false;
  /** How often in a row the controller did not answer, and until when nothing is sent. */
  #outage: Outage = NO_OUTAGE;

  constructor(private readonly parts: DelivererParts) {}

  start(): void {
    this.wake();
  }

  /** Ends after the deliveries that run. What is pending stays so. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#claiming;
    await Promise.all(this.#running);
  }

  /** Looks for deliveries now: a transaction left some. */
  wake(): void {
    if (this.#isStopped) return;
    if (this.#claiming !== null) {
      this.#isAskedAgain = true;
      return;
    }
    this.#claiming = this.#claim().finally(() => {
      this.#claiming = null;
      const isAskedAgain = this.#isAskedAgain;
      this.#isAskedAgain = false;
      if (isAskedAgain) this.wake();
    });
  }

  /**
   * Waits for the delivery of what a write has committed.
   * @param milliseconds The longest wait. Nobody waits while the controller is known to be away.
   */
  settled(identityId: string, milliseconds: number): Promise<Standing> {
    this.wake();
    const isAway = this.#outage.until > Date.now();
    return this.#settling.settled(this.parts.db, identityId, isAway ? 0 : milliseconds);
  }

  async #claim(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const { db, clock, log } = this.parts;
    const pause = this.#outage.until - Date.now();
    if (pause > 0) return this.#wakeIn(pause);
    // After an outage one delivery shows first whether the controller is back.
    const most = (this.#outage.failures > 0 ? 1 : IN_FLIGHT) - this.#running.size;
    if (most <= 0) return;
    try {
      const inHand = [...this.#inHand];
      for (const one of await claimDeliveries(db, clock(), { most, inFlight: IN_FLIGHT, inHand })) {
        this.#run(one);
      }
      this.#wakeIn(IDLE_MS);
    } catch (err) {
      log.error({ err }, "could not read what has to be delivered");
      this.#wakeIn(retryDelay(3));
    }
  }

  #wakeIn(milliseconds: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.wake(), milliseconds).unref();
  }

  #run(claimed: ClaimedDelivery): void {
    const run = this.#deliver(claimed)
      .catch((err) => this.parts.log.error({ err }, "could not store what became of a delivery"))
      .finally(() => {
        this.#running.delete(run);
        this.#inHand.delete(claimed.identityId);
        this.#settling.finished(claimed.identityId);
        this.wake();
      });
    this.#running.add(run);
    this.#inHand.add(claimed.identityId);
  }

  async #deliver(claimed: ClaimedDelivery): Promise<void> {
    const { db, clock, metrics, networkId } = this.parts;
    const progress: Progress = { controllerId: claimed.controllerId, isDisabled: false };
    const outcome = await this.#attempt(claimed, progress);
    const now = clock();
    metrics.attempted(outcome.kind, (now.getTime() - Date.parse(claimed.since)) / 1000);
    const retryAt = new Date(now.getTime() + retryDelay(claimed.attempts));
    const isAwaited = this.#settling.isAwaited(claimed.identityId);
    await finishDelivery(db, claimed, progress, outcome, { now, retryAt, isAwaited, networkId });
  }

  async #attempt(claimed: ClaimedDelivery, progress: Progress): Promise<DeliveryOutcome> {
    const { api, log } = this.parts;
    // Ends well before another copy takes the delivery over.
    const signal = AbortSignal.timeout((LEASE_SECONDS / 2) * 1000);
    try {
      await deliverIdentity(api, claimed, progress, { signal });
      this.#noteAnswer();
      return { kind: "delivered" };
    } catch (failure) {
      const error = failure instanceof Error ? failure : new Error(String(failure));
      const outcome = outcomeOf(error, progress.isDisabled);
      const { identityId, attempts } = claimed;
      if (outcome.kind === "later") {
        this.#noteOutage(error);
        // A bug needs its stack. Other messages say enough.
        const why = error instanceof NetworkUnavailable ? { reason: error.message } : { err: error };
        log.warn({ ...why, identityId, attempts }, "the controller did not take an identity yet");
        return outcome;
      }
      this.#noteAnswer();
      if (outcome.kind === "refused" && (await this.#isWaitedFor(outcome.refusal, claimed, signal))) {
        // Most often, the holder lets go by its own delivery. Only a circle has to be broken.
        if (attempts > 0) await this.#breakCircle({ claimed, refusal: outcome.refusal }, signal);
        return { kind: "later", error };
      }
      if (outcome.kind === "refused") {
        // Without the message, which names people.
        const { field, holder } = outcome.refusal;
        log.warn(
          { identityId, field, holderId: holder?.id },
          "the controller refuses a change of an identity",
        );
      }
      return outcome;
    }
  }

  async #breakCircle(waiting: Waiting, signal: AbortSignal): Promise<void> {
    const { db, clock, api, log } = this.parts;
    await breakCircle({ db, api, now: clock() }, waiting, { signal }).catch((err: Error) => {
      // A refusal's message names people.
      const reason = err instanceof NetworkUnavailable ? err.message : err.name;
      log.warn({ reason, identityId: waiting.claimed.identityId }, "could not break a circle of names yet");
    });
  }

  #noteAnswer(): void {
    this.#outage = NO_OUTAGE;
    this.parts.metrics.answered(true);
  }

  #noteOutage(error: Error): void {
    if (!(error instanceof Unavailable || error instanceof Unauthorized)) return;
    this.parts.metrics.answered(false);
    // Those in flight fail together, and count once.
    if (this.#outage.until > Date.now()) return;
    const { failures } = this.#outage;
    const until = Date.now() + retryDelay(failures);
    this.#outage = { failures: failures + 1, until };
  }

  /** Whether an identity of our own has the value, and is about to let go of it or just did. */
  async #isWaitedFor(
    { field, holder }: NetworkRefusal,
    { identityId, desired }: ClaimedDelivery,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (holder === null) return false;
    const held = await this.parts.db
      .selectFrom("deliveries")
      .select(["state", "delivered"])
      .where("controller_id", "=", holder.id)
      .where("identity_id", "!=", identityId)
      .executeTakeFirst();
    if (held === undefined) return false;
    if (held.state === "pending") return true;
    const has = held.delivered === null ? null : (JSON.parse(held.delivered) as DesiredIdentity);
    if (field !== "name" && field !== "externalId") return false;
    if (has === null || has[field] === desired?.[field]) return false;
    // Somebody may have given it the value by hand, and then it keeps it.
    const there = await this.parts.api.readIdentity(holder.id, { signal }).catch(() => null);
    return there === null || there[field] !== desired?.[field];
  }
}
