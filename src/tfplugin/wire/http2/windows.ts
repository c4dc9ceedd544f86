import { CODE, ProtocolError } from "./frames";

/** The largest a window may get (RFC 9113, 6.9.1), which is as good as none. */
export const LARGEST_WINDOW = 2 ** 31 - 1;

/** What a window has before anybody says otherwise. */
export const FIRST_WINDOW = 65_535;

/** How much may still be sent. Settings can take it below zero. */
export class SendWindow {
  constructor(public left: number = FIRST_WINDOW) {}

  /** @throws ProtocolError when it becomes larger than a window may be. */
  grow(by: number): void {
    this.left += by;
    if (this.left > LARGEST_WINDOW) throw new ProtocolError("a window is too large", CODE.flowControl);
  }
}

/** How much the other end may still send on the connection; it is told of more before it runs out. */
export class ReceiveWindow {
  #taken = 0;

  /** Counts what came in. @returns by how much to grow the window now, or 0. */
  take(bytes: number): number {
    this.#taken += bytes;
    if (this.#taken < LARGEST_WINDOW / 2) return 0;
    const growth = this.#taken;
    this.#taken = 0;
    return growth;
  }
}
