import type { Measurement } from "./measurement";
import type { Operation, Peer } from "./operation";
import type { PeerAddress } from "./options";
import { Stage } from "./stage";

/** The processor time of a peer, which is not known. */
const NO_PID = 0;

/** Another SCIM server that already runs. It is filled like ours. */
export class BesidePeer {
  readonly stage: Stage;
  #sizes: readonly number[] = [];

  constructor({ url, token }: PeerAddress, signal: AbortSignal) {
    const { origin, pathname } = new URL(url);
    const base = pathname.replace(/\/$/, "");
    this.stage = new Stage({ url: origin, pid: NO_PID, token, base }, signal);
  }

  /** Creates users and groups of each size. @throws Error when the peer refuses one */
  fill(users: number, sizes: readonly number[]): Promise<void> {
    this.#sizes = sizes;
    return this.stage.fill(users, sizes);
  }

  /**
   * Whether an operation is measured on the peer. Other operations are compared with an earlier run. Pages
   * are compared with the server that was fastest at them, which is another one.
   */
  isMeasured({ peer, kind, size }: Operation, connections: number): boolean {
    if (peer === null || peer.connections !== connections || kind === "page") return false;
    return size === null || this.#sizes.includes(size);
  }
}

/** The figure of a peer. Null where it refused the requests. */
export function measuredPeer({ perSecond, refused }: Measurement, connections: number): Peer | null {
  return refused.size > 0 ? null : { perSecond, connections, isHere: true };
}
