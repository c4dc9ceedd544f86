import { UNKNOWN, Unknown } from "./unknown";

/** The MessagePack extension type of go-cty for an unknown with a promise about the final value. */
export const REFINED = 12;

/**
 * Reads one value of MessagePack as Terraform writes it: maps become plain objects, 64-bit integers bigint, and extensions
 * unknowns, which are the only ones there are.
 * @throws RangeError when the bytes are not exactly one value.
 */
export function readMsgpack(bytes: Uint8Array): unknown {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const value = reader.value();
  if (!reader.done) throw new RangeError("there is more than one value");
  return value;
}

class Reader {
  #position = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#position === this.#bytes.length;
  }

  value(): unknown {
    const head = this.#number(1);
    if (head < 0x80) return head;
    if (head < 0x90) return this.#map(head & 0x0f);
    if (head < 0xa0) return this.#array(head & 0x0f);
    if (head < 0xc0) return this.#text(head & 0x1f);
    if (head >= 0xe0) return head - 0x100;
    switch (head) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return this.#bytes.readFloatBE(this.#take(4));
      case 0xcb:
        return this.#bytes.readDoubleBE(this.#take(8));
      case 0xcf:
        return this.#bytes.readBigUInt64BE(this.#take(8));
      case 0xd3:
        return this.#bytes.readBigInt64BE(this.#take(8));
    }
    // What is left comes in sizes: 1, 2, 4 bytes of a number or of a length, and for fixed extensions also 8 and 16.
    if (head >= 0xcc && head <= 0xce) return this.#number(1 << (head - 0xcc));
    if (head >= 0xd0 && head <= 0xd2) return this.#signed(1 << (head - 0xd0));
    if (head >= 0xc7 && head <= 0xc9) return this.#extension(this.#number(1 << (head - 0xc7)));
    if (head >= 0xd4 && head <= 0xd8) return this.#extension(1 << (head - 0xd4));
    if (head >= 0xd9 && head <= 0xdb) return this.#text(this.#number(1 << (head - 0xd9)));
    if (head === 0xdc || head === 0xdd) return this.#array(this.#number(2 << (head - 0xdc)));
    if (head === 0xde || head === 0xdf) return this.#map(this.#number(2 << (head - 0xde)));
    throw new RangeError(`a value cannot begin with the byte ${head}`);
  }

  #map(size: number): object {
    const entries: [string, unknown][] = [];
    for (let count = 0; count < size; count++) entries.push([String(this.value()), this.value()]);
    // Not by assignment: a key may be called __proto__.
    return Object.fromEntries(entries);
  }

  #array(size: number): readonly unknown[] {
    const elements: unknown[] = [];
    for (let count = 0; count < size; count++) elements.push(this.value());
    return elements;
  }

  #text(length: number): string {
    const begin = this.#take(length);
    return this.#bytes.toString("utf8", begin, begin + length);
  }

  #extension(length: number): Unknown {
    const type = this.#number(1);
    const begin = this.#take(length);
    if (type !== REFINED) return UNKNOWN;
    return new Unknown(Uint8Array.from(this.#bytes.subarray(begin, begin + length)));
  }

  #number(size: number): number {
    return this.#bytes.readUIntBE(this.#take(size), size);
  }

  #signed(size: number): number {
    return this.#bytes.readIntBE(this.#take(size), size);
  }

  /** Passes over so many bytes and says where they begin. */
  #take(length: number): number {
    const begin = this.#position;
    if (begin + length > this.#bytes.length) throw new RangeError("the value ends too early");
    this.#position = begin + length;
    return begin;
  }
}
