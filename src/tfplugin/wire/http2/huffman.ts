import { ProtocolError } from "./frames";

/**
 * The Huffman code of HPACK (RFC 7541, appendix B). It is canonical: shorter codes come first, and those of one length count
 * up in the order of the bytes they stand for. The lengths therefore say everything.
 */

/** The length in bits of each byte's code, as a digit to the base 36. */
const LENGTHS =
  "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca" +
  "d67777777777777777777777878djde6f56565666577666567655677777fbeds" +
  "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn" +
  "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq";

const LONGEST = 30;
/** The bits that fill up the last byte; a whole byte of them is an error. */
const MOST_PADDING = 7;

/** The codes of one length: the first of them, and the bytes that it and those after it stand for. */
interface Codes {
  readonly first: number;
  readonly bytes: readonly number[];
}

const BY_LENGTH = codesByLength();

/**
 * Reads a text of one-byte characters.
 * @throws ProtocolError when it is not encoded so.
 */
export function decodeHuffman(encoded: Uint8Array): string {
  const text: number[] = [];
  let code = 0;
  let length = 0;
  for (const byte of encoded) {
    for (let bit = 7; bit >= 0; bit--) {
      code = code * 2 + ((byte >> bit) & 1);
      length += 1;
      const { first, bytes } = BY_LENGTH[length] ?? none();
      const found = bytes[code - first];
      if (found === undefined) continue;
      text.push(found);
      code = 0;
      length = 0;
    }
  }
  if (length > MOST_PADDING || code !== 2 ** length - 1) none();
  return String.fromCharCode(...text);
}

function codesByLength(): readonly Codes[] {
  const bytes: number[][] = Array.from({ length: LONGEST + 1 }, () => []);
  for (let byte = 0; byte < LENGTHS.length; byte++) {
    bytes[Number.parseInt(LENGTHS[byte] ?? "", 36)]?.push(byte);
  }
  let next = 0;
  return bytes.map((ofLength) => {
    const first = next;
    next = (first + ofLength.length) * 2;
    return { first, bytes: ofLength };
  });
}

function none(): never {
  throw new ProtocolError("a header is not Huffman-coded as it says");
}
