import { randomBytes } from "node:crypto";

const EDGE_ID_LENGTH = 10;
const EDGE_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const FAIR_BYTES = 256 - (256 % EDGE_ID_ALPHABET.length);

/** A short random id in the form of OpenZiti: ten characters of [A-Za-z0-9]. */
export function edgeId(): string {
  let id = "";
  while (id.length < EDGE_ID_LENGTH) {
    for (const byte of randomBytes(2 * EDGE_ID_LENGTH)) {
      // Larger bytes are skipped. They would make the first characters of the alphabet more likely.
      if (byte < FAIR_BYTES && id.length < EDGE_ID_LENGTH)
        id += EDGE_ID_ALPHABET[byte % EDGE_ID_ALPHABET.length];
    }
  }
  return id;
}
