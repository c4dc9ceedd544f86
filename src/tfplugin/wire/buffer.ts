/** The wire types of fields (protobuf encoding, "message structure"). */
export const VARINT = 0;
export const FIXED64 = 1;
export const DELIMITED = 2;
export const FIXED32 = 5;

const UTF8 = new TextDecoder();

/** Reads protobuf primitives from a byte array, front to back. */
export class Reader {
  #position = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /**
   * Reads an integer of up to 64 bits, signed.
   * @throws RangeError when the message ends within it.
   */
  varint(): number {
    let low = 0;
    let scale = 1;
    for (let read = 0; read < 7; read++) {
      const byte = this.#byte();
      low += (byte & 0x7f) * scale;
      if (byte < 0x80) return low;
      scale *= 0x80;
    }
    let whole = BigInt(low);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      whole |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return Number(BigInt.asIntN(64, whole));
  }

  /** Reads a length and that many bytes. It does not copy them. */
  bytes(): Uint8Array {
    return this.#take(this.varint());
  }

  text(): string {
    return UTF8.decode(this.bytes());
  }

  /** Skips a field that the message type does not have. Newer peers send such fields. */
  skip(wireType: number): void {
    if (wireType === VARINT) this.varint();
    else if (wireType === DELIMITED) this.bytes();
    else if (wireType === FIXED64) this.#take(8);
    else if (wireType === FIXED32) this.#take(4);
    else throw new RangeError(`wire type ${wireType} is not supported`);
  }

  #byte(): number {
    const byte = this.#bytes[this.#position++];
    if (byte === undefined) throw new RangeError("the message ends too early");
    return byte;
  }

  #take(length: number): Uint8Array {
    const end = this.#position + length;
    if (length < 0 || end > this.#bytes.length) throw new RangeError("the message ends too early");
    const taken = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }
}

/** Writes protobuf primitives to a growing byte array. */
export class Writer {
  #bytes: Buffer = Buffer.allocUnsafe(256);
  #length = 0;

  tag(field: number, wireType: number): this {
    return this.varint(field * 8 + wireType);
  }

  /** Writes an integer. A negative one takes ten bytes in protobuf. */
  varint(value: number): this {
    if (value < 0) return this.#negative(value);
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
    return this;
  }

  /** Writes the length of the bytes, then the bytes. */
  bytes(value: Uint8Array): this {
    this.varint(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  text(value: string): this {
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.#reserve(length);
    this.#length += this.#bytes.write(value, this.#length);
    return this;
  }

  /** Returns the bytes. Do not use the writer afterwards. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #negative(value: number): this {
    let rest = BigInt.asUintN(64, BigInt(value));
    this.#reserve(10);
    while (rest >= 0x80n) {
      this.#bytes[this.#length++] = Number(rest & 0x7fn) + 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#length++] = Number(rest);
    return this;
  }

  #reserve(room: number): void {
    const needed = this.#length + room;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
