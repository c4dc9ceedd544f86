/** The frames of HTTP/2, by type (RFC 9113, 6). */
export const FRAME = {
  data: 0,
  headers: 1,
  reset: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** Flags of frames; what a bit means depends on the type. */
export const FLAG = { endStream: 0x01, ack: 0x01, endHeaders: 0x04, padded: 0x08, priority: 0x20 } as const;

/** Settings by number (RFC 9113, 6.5.2). */
export const SETTING = { initialWindow: 4 } as const;

/** Why a stream or a connection is ended (RFC 9113, 7). */
export const CODE = { none: 0, protocol: 1, flowControl: 3, frameSize: 6 } as const;

/** The largest payload of a frame, both ways, unless somebody asks for more; here nobody does. */
export const MAX_PAYLOAD = 16_384;

const HEAD = 9;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** Number of the stream; 0 for the connection as a whole. */
  readonly stream: number;
  readonly payload: Buffer;
}

/** A breach of the protocol that ends the connection. */
export class ProtocolError extends Error {
  constructor(
    message: string,
    readonly code: number = CODE.protocol,
  ) {
    super(message);
    this.name = "ProtocolError";
  }
}

/** Puts frames together from the pieces a socket gives. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /** Takes a piece and gives the frames that are whole with it. @throws ProtocolError for one that is too large. */
  *read(piece: Buffer): Generator<Frame> {
    let bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (bytes.length >= HEAD) {
      const length = bytes.readUIntBE(0, 3);
      if (length > MAX_PAYLOAD) throw new ProtocolError(`a frame of ${length} bytes`, CODE.frameSize);
      const end = HEAD + length;
      if (bytes.length < end) break;
      const stream = bytes.readUInt32BE(5) & 0x7fff_ffff;
      yield { type: bytes[3] ?? 0, flags: bytes[4] ?? 0, stream, payload: bytes.subarray(HEAD, end) };
      bytes = bytes.subarray(end);
    }
    this.#rest = bytes;
  }
}

/** A frame on the wire. */
export function frameBytes(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(stream, 5);
  bytes.set(payload, HEAD);
  return bytes;
}

/** A payload of 32-bit numbers: a window's growth, an error code. */
export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

/** The payload of a settings frame. */
export function settingsPayload(settings: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(settings.length * 6);
  for (const [index, [setting, value]] of settings.entries()) {
    bytes.writeUInt16BE(setting, index * 6);
    bytes.writeUInt32BE(value, index * 6 + 2);
  }
  return bytes;
}

/** A payload without its padding, and without the priority that a headers frame may begin with. */
export function content({ type, flags, payload }: Frame): Buffer {
  const isPadded = (flags & FLAG.padded) !== 0;
  const padding = isPadded ? (payload[0] ?? 0) : 0;
  const begin = (isPadded ? 1 : 0) + (type === FRAME.headers && (flags & FLAG.priority) !== 0 ? 5 : 0);
  if (begin + padding > payload.length) throw new ProtocolError("a frame has more padding than bytes");
  return payload.subarray(begin, payload.length - padding);
}
