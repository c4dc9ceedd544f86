import { type NetworkCheck, networkCheck } from "../../contract/gateway/network-check";
import type { CallOptions } from "../settings";
import type { GatewayCalls } from "./gateway";
import { NETWORKS_PATH, type Networks } from "./networks";

/** Compares a gateway of this project with the controller of its network. */
export class NetworkChecks {
  constructor(
    private readonly gateway: GatewayCalls,
    private readonly networks: Networks,
  ) {}

  /**
   * Compares now. With `repair`, identities that are gone from the controller are made anew. Throws as the
   * calls of the gateway do: a NotFoundError for an embedded network.
   */
  async check({ repair }: { readonly repair: boolean }, options: CallOptions = {}): Promise<NetworkCheck> {
    const id = await this.networks.defaultId(options);
    const path = [...NETWORKS_PATH, id, "network-checks"];
    const call = { ...options, method: "POST", path, body: { repair }, repeatable: true } as const;
    return this.gateway.call(call, networkCheck);
  }
}
