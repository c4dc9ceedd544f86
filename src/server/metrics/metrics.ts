import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "../store/database";
import { countByToken } from "./token-standings";

const NANOSECONDS = 1e9;
/** In milliseconds. A finer resolution would wake an idle process too often. */
const LAG_RESOLUTION = 20;

/** The metrics of a server. No label holds an id, a name or a token. */
export class Metrics {
  readonly registry = new Registry();
  readonly #lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION });

  readonly requests = new Counter({
    name: "netfoundry_scim_http_requests_total",
    help: "Answered requests by API family, method, route and status.",
    labelNames: ["family", "method", "route", "status"] as const,
    registers: [this.registry],
  });

  readonly seconds = new Histogram({
    name: "netfoundry_scim_http_request_duration_seconds",
    help: "Time from the head of a request to the end of its answer.",
    labelNames: ["family", "method", "route"] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  readonly scimWrites = new Counter({
    name: "netfoundry_scim_writes_total",
    help: "SCIM writes by action and outcome.",
    labelNames: ["action", "outcome"] as const,
    registers: [this.registry],
  });

  readonly clashesOfDisabled = new Counter({
    name: "netfoundry_scim_disabled_with_clash_total",
    help: "Pushes that disabled a user but could not change the rest: the value that was taken, or invalid.",
    labelNames: ["value"] as const,
    registers: [this.registry],
  });

  readonly rateLimited = new Counter({
    name: "netfoundry_scim_rate_limited_total",
    help: "Requests that a rate limit refused, by limit.",
    labelNames: ["limit"] as const,
    registers: [this.registry],
  });

  readonly refusedTokens = new Counter({
    name: "netfoundry_scim_refused_tokens_total",
    help: "SCIM requests refused with 401, by what was wrong with their token. The log has the same words.",
    labelNames: ["why"] as const,
    registers: [this.registry],
  });

  constructor(db: Database, clock: () => Date) {
    this.#lag.enable();
    new Gauge({
      name: "netfoundry_scim_integrations",
      help: "Integrations by what there is to say of their auth token.",
      labelNames: ["token"] as const,
      registers: [this.registry],
      async collect() {
        for (const [token, total] of await countByToken(db, clock())) this.set({ token }, total);
      },
    });
    this.#gauge(
      "netfoundry_scim_identities",
      "Identities of the network. On a gateway: those of SCIM users.",
      async () => {
        const all = db.selectFrom("identities").select((eb) => eb.fn.countAll().as("total"));
        return Number((await all.executeTakeFirstOrThrow()).total);
      },
    );
    this.#gauge(
      "nodejs_eventloop_lag_p99_seconds",
      "99th percentile of the event loop's lag since the last reading.",
      async () => {
        const value = this.#lag.percentile(99) / NANOSECONDS;
        this.#lag.reset();
        return value;
      },
    );
    this.#gauge("process_resident_memory_bytes", "Memory of the process.", async () =>
      process.memoryUsage.rss(),
    );
  }

  /** Stops measuring the event loop. */
  stop(): void {
    this.#lag.disable();
  }

  #gauge(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }
}
