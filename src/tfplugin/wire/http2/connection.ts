import type { Duplex } from "node:stream";
import {
  CODE,
  content,
  FLAG,
  FRAME,
  type Frame,
  FrameReader,
  frameBytes,
  numbers,
  ProtocolError,
  SETTING,
  settingsPayload,
} from "./frames";
import { HeaderReader } from "./headers";
import { type Carrier, Http2Stream } from "./stream";
import { FIRST_WINDOW, LARGEST_WINDOW, ReceiveWindow, SendWindow } from "./windows";

/** What every client says first (RFC 9113, 3.4). */
const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** What becomes of a connection's requests. */
export interface ConnectionEvents {
  /** A request began. */
  readonly onStream: (stream: Http2Stream) => void;
  /** The connection is gone, and every stream with it. */
  readonly onClose: () => void;
}

/** The server's end of one HTTP/2 connection (RFC 9113). It reads requests without limit: whoever gets here is trusted. */
export class Http2Connection implements Carrier {
  readonly window = new SendWindow();
  readonly #streams = new Map<number, Http2Stream>();
  readonly #frames = new FrameReader();
  readonly #headers = new HeaderReader();
  readonly #receiving = new ReceiveWindow();
  /** What is to be sent with the next write: one for all that came of one turn of the event loop. */
  #outgoing: Buffer[] = [];
  #greeting: Buffer = Buffer.alloc(0);
  #isGreeted = false;
  #streamWindow = FIRST_WINDOW;
  #lastStream = 0;
  /** A header block that goes on in the next frame. */
  #begun: { readonly stream: number; readonly endsStream: boolean; readonly pieces: Buffer[] } | null = null;
  #isClosing = false;
  #isClosed = false;

  constructor(
    private readonly socket: Duplex,
    private readonly events: ConnectionEvents,
  ) {
    socket.on("data", (piece: Buffer) => this.#guarded(() => this.#read(piece)));
    socket.on("error", () => socket.destroy());
    // A client that sends no more waits for no answer either.
    socket.on("end", () => socket.destroy());
    socket.on("close", () => this.#closed());
    const settings = settingsPayload([[SETTING.initialWindow, LARGEST_WINDOW]]);
    this.send(frameBytes(FRAME.settings, 0, 0, settings));
    this.send(frameBytes(FRAME.windowUpdate, 0, 0, numbers(LARGEST_WINDOW - FIRST_WINDOW)));
    // A client asks nothing before it has these.
    this.#flush();
  }

  /** Takes no more requests, and ends the connection once those under way are answered. */
  close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.send(frameBytes(FRAME.goAway, 0, 0, numbers(this.#lastStream, CODE.none)));
    this.#endWhenIdle();
  }

  send(frame: Buffer): void {
    if (this.#outgoing.length === 0) setImmediate(() => this.#flush());
    this.#outgoing.push(frame);
  }

  ended(stream: Http2Stream): void {
    this.#streams.delete(stream.id);
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    if (!this.#isClosing) return;
    const isIdle = [...this.#streams.values()].every((stream) => stream.isSilent);
    if (!isIdle) return;
    this.#flush();
    // Once the last answer is on its way, the client need not confirm that it has nothing to add.
    this.socket.end(() => {
      this.#closed();
      this.socket.destroy();
    });
  }

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const stream of this.#streams.values()) stream.gone();
    this.#streams.clear();
    this.events.onClose();
  }

  #flush(): void {
    const frames = this.#outgoing;
    if (frames.length === 0) return;
    this.#outgoing = [];
    if (this.socket.writable) this.socket.write(Buffer.concat(frames));
  }

  /** A breach of the protocol ends the connection; the client is told why. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.send(frameBytes(FRAME.goAway, 0, 0, numbers(this.#lastStream, error.code)));
      this.#flush();
      this.socket.removeAllListeners("data");
      this.socket.end(() => this.socket.destroy());
    }
  }

  #read(piece: Buffer): void {
    for (const frame of this.#frames.read(this.#isGreeted ? piece : this.#greeted(piece))) this.#take(frame);
  }

  #greeted(piece: Buffer): Buffer {
    const bytes = Buffer.concat([this.#greeting, piece]);
    const known = Math.min(bytes.length, PREFACE.length);
    if (!bytes.subarray(0, known).equals(PREFACE.subarray(0, known))) {
      throw new ProtocolError("this is not HTTP/2");
    }
    this.#isGreeted = known === PREFACE.length;
    this.#greeting = this.#isGreeted ? Buffer.alloc(0) : bytes;
    return bytes.subarray(known);
  }

  #take(frame: Frame): void {
    const { type, flags, stream: id, payload } = frame;
    if (this.#begun !== null && (type !== FRAME.continuation || id !== this.#begun.stream)) {
      throw new ProtocolError("a header block was interrupted");
    }
    switch (type) {
      case FRAME.data:
        this.#takeData(frame);
        break;
      case FRAME.headers:
        this.#begun = { stream: id, endsStream: (flags & FLAG.endStream) !== 0, pieces: [content(frame)] };
        if ((flags & FLAG.endHeaders) !== 0) this.#takeHeaders();
        break;
      case FRAME.continuation:
        if (this.#begun === null) throw new ProtocolError("a header block goes on that never began");
        this.#begun.pieces.push(payload);
        if ((flags & FLAG.endHeaders) !== 0) this.#takeHeaders();
        break;
      case FRAME.reset:
        this.#streams.get(id)?.gone();
        this.#streams.delete(id);
        this.#endWhenIdle();
        break;
      case FRAME.settings:
        if ((flags & FLAG.ack) === 0) this.#takeSettings(payload);
        break;
      case FRAME.ping:
        if ((flags & FLAG.ack) === 0) this.send(frameBytes(FRAME.ping, FLAG.ack, 0, payload));
        break;
      case FRAME.windowUpdate:
        this.#takeWindowUpdate(id, payload);
        break;
      case FRAME.pushPromise:
        throw new ProtocolError("a client cannot push");
    }
  }

  #takeData(frame: Frame): void {
    const growth = this.#receiving.take(frame.payload.length);
    if (growth > 0) this.send(frameBytes(FRAME.windowUpdate, 0, 0, numbers(growth)));
    const stream = this.#streams.get(frame.stream);
    if (stream === undefined) return;
    stream.received(content(frame));
    if ((frame.flags & FLAG.endStream) !== 0) stream.requestEnded();
  }

  #takeHeaders(): void {
    if (this.#begun === null) return;
    const { stream: id, endsStream, pieces } = this.#begun;
    this.#begun = null;
    // Read even when nobody wants them: later blocks refer to them.
    const fields = this.#headers.read(Buffer.concat(pieces));
    const known = this.#streams.get(id);
    if (known !== undefined) {
      if (endsStream) known.requestEnded();
      return;
    }
    if (id % 2 === 0) throw new ProtocolError(`a client does not open stream ${id}`);
    if (id <= this.#lastStream || this.#isClosing) return;
    this.#lastStream = id;
    const path = fields.find(([name]) => name === ":path")?.[1] ?? "";
    const stream = new Http2Stream(this, id, path, this.#streamWindow);
    this.#streams.set(id, stream);
    this.events.onStream(stream);
    if (endsStream) stream.requestEnded();
  }

  #takeSettings(payload: Buffer): void {
    for (let at = 0; at + 6 <= payload.length; at += 6) {
      if (payload.readUInt16BE(at) !== SETTING.initialWindow) continue;
      const window = payload.readUInt32BE(at + 2);
      if (window > LARGEST_WINDOW) throw new ProtocolError("a window is too large", CODE.flowControl);
      for (const stream of this.#streams.values()) stream.window.grow(window - this.#streamWindow);
      this.#streamWindow = window;
    }
    this.send(frameBytes(FRAME.settings, FLAG.ack, 0, Buffer.alloc(0)));
    this.#pumpAll();
  }

  #takeWindowUpdate(id: number, payload: Buffer): void {
    if (payload.length !== 4) throw new ProtocolError("a window grows by no number", CODE.frameSize);
    const growth = payload.readUInt32BE(0) & 0x7fff_ffff;
    if (id === 0) {
      this.window.grow(growth);
      this.#pumpAll();
      return;
    }
    const stream = this.#streams.get(id);
    stream?.window.grow(growth);
    stream?.pump();
  }

  #pumpAll(): void {
    for (const stream of [...this.#streams.values()]) stream.pump();
  }
}
