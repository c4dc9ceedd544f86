import type { Measurement } from "./measurement";
import type { Operation, Peer } from "./operation";
import type { PeerAddress } from "./options";
import { Stage } from "./stage";

/** Whose processor time nobody knows. */
const NO_PID = 0;

/** Another SCIM server that runs already, filled like ours. */
export class BesidePeer {
  readonly stage: Stage;
  #sizes: readonly number[] = [];

  constructor({ url, token }: PeerAddress, signal: AbortSignal) {
    const { origin, pathname } = new URL(url);
    const base = pathname.replace(/\/$/, "");
    this.stage = new Stage({ url: origin, pid: NO_PID, token, base }, signal);
  }

  /** Makes users and groups of each size. @throws Error when it refuses one */
  fill(users: number, sizes: readonly number[]): Promise<void> {
    this.#sizes = sizes;
    return this.stage.fill(users, sizes);
  }

  /**
   * Whether an operation is measured on it. Others are compared with the earlier run: pages with the server that was fastest
   * at them, which is another one.
   */
  isMeasured({ peer, kind, size }: Operation, connections: number): boolean {
    if (peer === null || peer.connections !== connections || kind === "page") return false;
    return size === null || this.#sizes.includes(size);
  }
}

/** What was measured of a peer; null where it refused. */
export function measuredPeer({ perSecond, refused }: Measurement, connections: number): Peer | null {
  return refused.size > 0 ? null : { perSecond, connections, isHere: true };
}
