/** Header blocks as HTTP/2 has them: HPACK, RFC 7541. */
import { ProtocolError } from "./frames";
import { type HeaderField, HeaderTable } from "./header-table";
import { decodeHuffman } from "./huffman";

/** The first bits of a field say how it is written (RFC 7541, 6). */
const INDEXED = 0x80;
const ADDED = 0x40;
const RESIZED = 0x20;
const HUFFMAN = 0x80;

/** Reads the header blocks of one connection, which must be given in the order they came in. */
export class HeaderReader {
  readonly #table = new HeaderTable();
  #block: Uint8Array = new Uint8Array();
  #position = 0;

  /** @throws ProtocolError when the block cannot be read; the connection is then of no use any more. */
  read(block: Uint8Array): readonly HeaderField[] {
    this.#block = block;
    this.#position = 0;
    const fields: HeaderField[] = [];
    while (this.#position < block.length) {
      const kind = block[this.#position] ?? 0;
      if (kind >= INDEXED) fields.push(this.#table.at(this.#integer(0x7f)));
      else if (kind >= ADDED) {
        const field = this.#literal(0x3f);
        this.#table.add(field);
        fields.push(field);
      } else if (kind >= RESIZED) this.#table.resize(this.#integer(0x1f));
      else fields.push(this.#literal(0x0f));
    }
    return fields;
  }

  #literal(mask: number): HeaderField {
    const index = this.#integer(mask);
    const name = index === 0 ? this.#text() : this.#table.at(index)[0];
    return [name, this.#text()];
  }

  /** An integer that begins in the low bits of a byte and goes on in further bytes when they are all ones (RFC 7541, 5.1). */
  #integer(mask: number): number {
    let value = this.#byte() & mask;
    if (value < mask) return value;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (value > 0xffff_ffff) throw new ProtocolError("a number in a header is too large");
      if (byte < 0x80) return value;
    }
  }

  #text(): string {
    const isHuffman = (this.#block[this.#position] ?? 0) >= HUFFMAN;
    const length = this.#integer(0x7f);
    const end = this.#position + length;
    if (end > this.#block.length) throw new ProtocolError("a header ends too early");
    const bytes = this.#block.subarray(this.#position, end);
    this.#position = end;
    return isHuffman ? decodeHuffman(bytes) : Buffer.from(bytes).toString("latin1");
  }

  #byte(): number {
    const byte = this.#block[this.#position++];
    if (byte === undefined) throw new ProtocolError("a header ends too early");
    return byte;
  }
}

/** A header block that every reader understands, whatever was sent before: each field in full. Values are shorter than 16 KB. */
export function writeHeaders(fields: readonly HeaderField[]): Buffer {
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]));
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "latin1");
  const beyond = bytes.length - 0x7f;
  const length = beyond < 0 ? [bytes.length] : [0x7f, ...further(beyond)];
  return Buffer.concat([Buffer.from(length), bytes]);
}

function further(rest: number): number[] {
  return rest < 0x80 ? [rest] : [(rest % 0x80) + 0x80, ...further(Math.floor(rest / 0x80))];
}
