import type { NetworkCheck } from "../../../../contract/gateway/network-check";
import { NetworkUnavailable } from "../../network-unavailable";
import type { DelivererParts } from "../delivery/deliverer";
import { type Missing, type SweepParts, SweepRunning, sweep } from "./sweep";

/**
 * From the end of a sweep to the next one, in milliseconds. A third more or less, so that copies take turns.
 */
const EVERY_MS = 10 * 60 * 1000;

interface SweeperParts extends SweepParts {
  readonly log: DelivererParts["log"];
  readonly metrics: Pick<DelivererParts["metrics"], "answered">;
  /** Delivers now what a sweep noted. */
  readonly wake: () => void;
}

/** Sweeps after the start, and every ten minutes. */
export class Sweeper {
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: SweeperParts) {}

  start(): void {
    this.#running = this.#sweepQuietly();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stopped.abort();
    await this.#running;
  }

  /**
   * Sweeps now, for a person. Without repair it keeps the users of missing identities, so a repair can
   * follow.
   * @throws SweepRunning when another copy of the server is at it, and NetworkUnavailable.
   */
  now({ repair }: { readonly repair: boolean }): Promise<NetworkCheck> {
    return this.#sweep(repair ? "make anew" : "keep");
  }

  async #sweep(missing: Missing): Promise<NetworkCheck> {
    const found = await this.#swept(missing);
    if (found === null) throw new SweepRunning();
    this.parts.wake();
    return found;
  }

  async #swept(missing: Missing): Promise<NetworkCheck | null> {
    const { metrics } = this.parts;
    try {
      const found = await sweep(this.parts, { missing, signal: this.#stopped.signal });
      metrics.answered(true);
      return found;
    } catch (error) {
      if (error instanceof NetworkUnavailable) metrics.answered(false);
      throw error;
    }
  }

  async #sweepQuietly(): Promise<void> {
    const { log } = this.parts;
    try {
      const { alarm, missing, expected, unowned } = await this.#sweep("forget");
      if (alarm) {
        const advice =
          "is a backup of the controller restored? Nothing was concluded; see network check --repair";
        log.error(
          { missing, expected },
          `so many identities are gone from the controller at once: ${advice}`,
        );
      }
      if (unowned > 0)
        log.warn({ unowned }, "the controller has identities of users that this server has not");
    } catch (error) {
      if (!(error instanceof NetworkUnavailable))
        log.error({ err: error }, "could not compare with the controller");
      else log.warn({ reason: error.message }, "could not compare with the controller yet");
    }
    if (this.#stopped.signal.aborted) return;
    const delay = EVERY_MS * (2 / 3 + (2 / 3) * Math.random());
    this.#timer = setTimeout(() => this.start(), delay).unref();
  }
}
