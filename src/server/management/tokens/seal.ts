import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Encrypts a text with AES-256-GCM. HKDF derives the key from the secret.
 * @param place Where the text is stored. The text cannot be decrypted for another place.
 * @returns Nonce, authentication tag and ciphertext, base64.
 */
export function seal(text: string, secret: string, place: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, place), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Decrypts what {@link seal} made. @throws Error for another secret or place. */
export function unseal(sealed: string, secret: string, place: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, place), nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(tag);
  const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return text.toString("utf8");
}

function keyOf(secret: string, place: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, place, "netfoundry-scim sealed answer", KEY_BYTES));
}
