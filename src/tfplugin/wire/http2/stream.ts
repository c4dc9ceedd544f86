import { FLAG, FRAME, frameBytes, MAX_PAYLOAD } from "./frames";
import { SendWindow } from "./windows";

/** What a stream needs of its connection. */
export interface Carrier {
  readonly window: SendWindow;
  send(frame: Buffer): void;
  /** The answer is complete and sent. */
  ended(stream: Http2Stream): void;
}

/**
 * One request and its answer. The answer is headers, then any number of bytes, then trailers; header blocks are given as
 * {@link writeHeaders} makes them.
 */
export class Http2Stream {
  /** Called with the body, once, when all of the request is there. */
  onRequest: ((body: Buffer) => void) | null = null;
  /** Called when the client has gone, or wants no answer any more. */
  onGone: (() => void) | null = null;

  /** Nothing more will be said on it, so nothing has to wait for its end. */
  isSilent = false;

  readonly window: SendWindow;
  readonly #carrier: Carrier;
  readonly #received: Buffer[] = [];
  #waiting: Buffer[] = [];
  #trailers: Uint8Array | null = null;
  #drained: (() => void)[] = [];
  #isOpen = true;

  constructor(
    carrier: Carrier,
    readonly id: number,
    readonly path: string,
    window: number,
  ) {
    this.#carrier = carrier;
    this.window = new SendWindow(window);
  }

  /** False once the answer is complete, or nobody waits for it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  respond(headers: Uint8Array): void {
    if (this.#isOpen) this.#carrier.send(frameBytes(FRAME.headers, FLAG.endHeaders, this.id, headers));
  }

  /** Answers with headers alone. */
  respondOnly(headers: Uint8Array): void {
    if (this.#isOpen) this.#finish(headers);
  }

  /** Sends bytes, as far as the client lets. They must not be changed afterwards. */
  write(bytes: Buffer): void {
    if (!this.#isOpen) return;
    this.#waiting.push(bytes);
    this.pump();
  }

  end(trailers: Uint8Array): void {
    this.#trailers = trailers;
    this.pump();
  }

  /** Resolves when everything written is sent, or nobody waits for it any more. */
  drained(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  /** Sends of what waits as much as the windows allow. */
  pump(): void {
    const { window: shared } = this.#carrier;
    for (let next = this.#waiting[0]; next !== undefined && this.#isOpen; next = this.#waiting[0]) {
      const most = Math.min(next.length, MAX_PAYLOAD, shared.left, this.window.left);
      if (most <= 0 && next.length > 0) return;
      this.#carrier.send(frameBytes(FRAME.data, 0, this.id, next.subarray(0, most)));
      shared.left -= most;
      this.window.left -= most;
      if (most < next.length) this.#waiting[0] = next.subarray(most);
      else this.#waiting.shift();
    }
    this.#tellDrained();
    if (this.#trailers !== null && this.#isOpen) this.#finish(this.#trailers);
  }

  /** A piece of the request came in. */
  received(bytes: Buffer): void {
    this.#received.push(bytes);
  }

  /** The request is complete. */
  requestEnded(): void {
    const [only] = this.#received;
    const body = this.#received.length === 1 && only !== undefined ? only : Buffer.concat(this.#received);
    this.onRequest?.(body);
    this.onRequest = null;
  }

  /** The client has gone, or wants no answer any more. */
  gone(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#waiting = [];
    this.#tellDrained();
    this.onGone?.();
  }

  #finish(headers: Uint8Array): void {
    this.#isOpen = false;
    this.#carrier.send(frameBytes(FRAME.headers, FLAG.endHeaders | FLAG.endStream, this.id, headers));
    this.#carrier.ended(this);
  }

  #tellDrained(): void {
    for (const resolve of this.#drained.splice(0)) resolve();
  }
}
