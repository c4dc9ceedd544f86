import { setTimeout } from "node:timers/promises";
import { NetworkUnavailable } from "../../network-unavailable";
import type { DelivererParts } from "../delivery/deliverer";
import { retryDelay } from "../delivery/retry-delay";
import { ControllerUnfit } from "./check-controller";

/**
 * Checks the controller, and remembers that the database belongs to it. @returns what an operator should know
 */
type Check = () => Promise<readonly string[]>;

interface Startable {
  start(): void;
}

/**
 * Starts the deliveries once the controller has passed its check. A controller that does not answer is waited
 * for. So is one that is unfit after the server has started, because somebody may mend it.
 */
export class Starting {
  readonly #stopped = new AbortController();
  #waiting: Promise<void> = Promise.resolve();
  #isPassed = false;
  #reason: string | null = null;

  constructor(private readonly check: Check) {}

  /** Why nothing is delivered. Null once the check has passed. */
  get reason(): string | null {
    return this.#reason;
  }

  /** Checks once. A controller that does not answer is no error. @throws ControllerUnfit */
  async first(warn: (warning: string) => void): Promise<void> {
    try {
      for (const warning of await this.check()) warn(warning);
      this.#isPassed = true;
    } catch (error) {
      if (!(error instanceof NetworkUnavailable)) throw error;
      this.#reason = error.message;
    }
  }

  /** Starts the parts that need the controller, now or when the check passes. */
  start(parts: readonly Startable[], log: DelivererParts["log"]): void {
    if (this.#isPassed) for (const part of parts) part.start();
    else this.#waiting = this.#wait(parts, log);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#waiting;
  }

  async #wait(parts: readonly Startable[], log: DelivererParts["log"]): Promise<void> {
    const { signal } = this.#stopped;
    for (let attempts = 0; !signal.aborted; attempts += 1) {
      log.warn({ reason: this.#reason }, "nothing is delivered, because the controller cannot be used");
      await setTimeout(retryDelay(attempts), undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      try {
        for (const warning of await this.check()) log.warn({}, warning);
        this.#reason = null;
        for (const part of parts) part.start();
        return;
      } catch (error) {
        if (!(error instanceof NetworkUnavailable || error instanceof ControllerUnfit)) {
          log.error({ err: error }, "could not check the controller");
        }
        this.#reason = (error as Error).message;
      }
    }
  }
}
