import { measureOperation, warmUp } from "./measure-operation";
import type { Operation, Peer } from "./operations";
import type { PeerAddress } from "./options";
import { Stage } from "./stage";

/** Whose processor time nobody knows. */
const NO_PID = 0;

/** Another SCIM server that runs already, filled like ours. */
export class BesidePeer {
  readonly #stage: Stage;
  readonly #seconds: number;
  #sizes: readonly number[] = [];

  constructor({ url, token }: PeerAddress, seconds: number, signal: AbortSignal) {
    const { origin, pathname } = new URL(url);
    const base = pathname.replace(/\/$/, "");
    this.#stage = new Stage({ url: origin, pid: NO_PID, token, base }, signal);
    this.#seconds = seconds;
  }

  /** Makes users and groups of each size. @throws Error when it refuses one */
  fill(users: number, sizes: readonly number[]): Promise<void> {
    this.#sizes = sizes;
    return this.#stage.fill(users, sizes);
  }

  /**
   * Measures what it does of an operation, as many at a time as in the earlier run; null where it refuses it or none was
   * measured then. Pages stay compared with the server that was fastest at them, which is another one.
   */
  async measure(operation: Operation): Promise<Peer | null> {
    if (operation.peer === null || operation.kind === "page") return operation.peer;
    if (operation.size !== null && !this.#sizes.includes(operation.size)) return operation.peer;
    const pace = { connections: operation.peer.connections, seconds: this.#seconds };
    await warmUp(this.#stage, operation, pace);
    const { perSecond, refused } = await measureOperation(this.#stage, operation, pace);
    return refused.size > 0 ? null : { perSecond, connections: pace.connections, isHere: true };
  }
}
