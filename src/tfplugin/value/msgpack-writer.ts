import { REFINED } from "./msgpack-reader";
import type { Unknown } from "./unknown";

const LARGEST_NUMBER = 0xffff_ffff;

/** Writes MessagePack as Terraform reads it. */
export class MsgpackWriter {
  #bytes: Buffer = Buffer.allocUnsafe(512);
  #length = 0;

  /** What was written so far. The writer must not be used afterwards. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  null(): void {
    this.#number(0xc0, 1);
  }

  bool(value: boolean): void {
    this.#number(value ? 0xc3 : 0xc2, 1);
  }

  /** A whole number; as bigint one of 64 bits. */
  integer(value: number | bigint): void {
    if (typeof value === "bigint") {
      this.#number(value < 0n ? 0xd3 : 0xcf, 1);
      this.#reserve(8);
      this.#length = this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), this.#length);
    } else if (value >= 0) this.#sized(value, 0x80, 0, 0xcc);
    else if (value >= -0x20) this.#number(value + 0x100, 1);
    else this.#negative(value);
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.#sized(length, 0x20, 0xa0, 0xd9);
    this.#reserve(length);
    this.#length += this.#bytes.write(value, this.#length);
  }

  /** The beginning of a list or set of so many elements. */
  array(size: number): void {
    if (size < 0x10) this.#number(0x90 + size, 1);
    else this.#long(size, 0xdc);
  }

  /** The beginning of a map or object of so many members, each a text and a value. */
  map(size: number): void {
    if (size < 0x10) this.#number(0x80 + size, 1);
    else this.#long(size, 0xde);
  }

  unknown({ refinement }: Unknown): void {
    if (refinement === null) {
      // An extension of type 0 with one byte, which says nothing.
      this.#number(0xd40000, 3);
      return;
    }
    const { length } = refinement;
    const fixed = [1, 2, 4, 8, 16].indexOf(length);
    if (fixed >= 0) this.#number(0xd4 + fixed, 1);
    else this.#sized(length, 0, 0, 0xc7);
    this.#number(REFINED, 1);
    this.#reserve(length);
    this.#bytes.set(refinement, this.#length);
    this.#length += length;
  }

  /** A number or length: in the first byte when it is below `small`, else in 1, 2 or 4 bytes after a byte that says so. */
  #sized(value: number, small: number, first: number, heads: number): void {
    if (value < small) this.#number(first + value, 1);
    else if (value <= 0xff) this.#number(heads * 0x100 + value, 2);
    else if (value <= 0xffff) this.#number((heads + 1) * 0x1_0000 + value, 3);
    else if (value <= LARGEST_NUMBER) {
      this.#number(heads + 2, 1);
      this.#number(value, 4);
    } else throw new RangeError(`${value} is larger than MessagePack allows here`);
  }

  /** A length in 2 or 4 bytes after a byte that says so. */
  #long(size: number, heads: number): void {
    if (size <= 0xffff) this.#number(heads * 0x1_0000 + size, 3);
    else {
      this.#number(heads + 1, 1);
      this.#number(size, 4);
    }
  }

  #negative(value: number): void {
    const size = value >= -0x80 ? 1 : value >= -0x8000 ? 2 : 4;
    this.#number(size === 1 ? 0xd0 : size === 2 ? 0xd1 : 0xd2, 1);
    this.#reserve(size);
    this.#length = this.#bytes.writeIntBE(value, this.#length, size);
  }

  #number(value: number, size: number): void {
    this.#reserve(size);
    this.#length = this.#bytes.writeUIntBE(value, this.#length, size);
  }

  #reserve(room: number): void {
    const needed = this.#length + room;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
