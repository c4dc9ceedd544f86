import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { deliveryStandings } from "../network/controller/delivery/delivery-standings";
import type { Database } from "../store/database";

/** What became of an attempt to deliver an identity. */
export type AttemptOutcome = "delivered" | "refused" | "later";

/** The metrics of a server whose network a controller elsewhere has. */
export class DeliveryMetrics {
  readonly #attempts: Counter<"outcome">;
  readonly #seconds: Histogram;
  readonly #isUp: Gauge;

  constructor(registry: Registry, db: Database, clock: () => Date) {
    const registers = [registry];
    this.#attempts = new Counter({
      name: "netfoundry_scim_delivery_attempts_total",
      help: "Attempts to deliver an identity to the controller, by outcome. `later` is tried again.",
      labelNames: ["outcome"] as const,
      registers,
    });
    this.#seconds = new Histogram({
      name: "netfoundry_scim_delivery_duration_seconds",
      help: "Time from the commit of a change until a read of the controller shows it.",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600],
      registers,
    });
    this.#isUp = new Gauge({
      name: "netfoundry_scim_controller_up",
      help: "1 when the controller answered the last attempt, 0 when it did not.",
      registers,
    });
    new Gauge({
      name: "netfoundry_scim_deliveries",
      help: "Identities whose delivery is pending, or refused by the controller.",
      labelNames: ["state"] as const,
      registers,
      async collect() {
        const { pending, refused } = await deliveryStandings(db);
        this.set({ state: "pending" }, pending);
        this.set({ state: "refused" }, refused);
      },
    });
    new Gauge({
      name: "netfoundry_scim_delivery_oldest_pending_seconds",
      help: "Age of the oldest pending delivery. 0 when none is pending.",
      registers,
      async collect() {
        const { oldestPending } = await deliveryStandings(db);
        const age = oldestPending === null ? 0 : (clock().getTime() - Date.parse(oldestPending)) / 1000;
        this.set(Math.max(age, 0));
      },
    });
  }

  /** @param seconds Since the commit of what was delivered. */
  attempted(outcome: AttemptOutcome, seconds: number): void {
    this.#attempts.inc({ outcome });
    if (outcome === "delivered") this.#seconds.observe(Math.max(seconds, 0));
  }

  answered(isUp: boolean): void {
    this.#isUp.set(isUp ? 1 : 0);
  }
}
