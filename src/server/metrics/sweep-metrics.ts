import { Gauge, type Registry } from "prom-client";
import { DIFFERENCES } from "../../contract/gateway/network-check";
import { lastSweep } from "../network/controller/sweep/snapshot";
import type { Database } from "../store/database";

/** Adds the metrics of the sweeps, which compare a gateway with its controller. */
export function addSweepMetrics(registry: Registry, db: Database): void {
  const registers = [registry];
  new Gauge({
    name: "netfoundry_scim_sweep_last_success_timestamp_seconds",
    help: "When the last sweep reached its end. 0 before the first.",
    registers,
    async collect() {
      const found = await lastSweep(db);
      this.set(found === null ? 0 : Date.parse(found.asOf) / 1000);
    },
  });
  new Gauge({
    name: "netfoundry_scim_sweep_differences",
    help: "Identities that differed at the controller in the last sweep, by kind.",
    labelNames: ["kind"] as const,
    registers,
    async collect() {
      const found = await lastSweep(db);
      for (const kind of DIFFERENCES) this.set({ kind }, found?.[kind] ?? 0);
    },
  });
  new Gauge({
    name: "netfoundry_scim_sweep_alarm",
    help: "1 when so many identities were gone at once that nothing was concluded.",
    registers,
    async collect() {
      this.set((await lastSweep(db))?.alarm ? 1 : 0);
    },
  });
}
