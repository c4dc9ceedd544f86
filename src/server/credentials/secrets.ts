import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/** The start of every SCIM token. Secret scanners recognise a leaked token by it. */
export const SCIM_TOKEN_PREFIX = "nfscim_";

const SECRET_BYTES = 32;

/** SHA-256 of UTF-8 text, lower-case hexadecimal. The form in which tokens and client secrets are stored. */
export function sha256Hex(text: string): string {
  return hash("sha256", text);
}

/** A bearer secret: the prefix, then 32 random bytes in base64url. */
export function randomToken(prefix: string): string {
  return prefix + randomBytes(SECRET_BYTES).toString("base64url");
}

/** Compares two texts. The time that it takes depends neither on where they differ nor on their lengths. */
export function constantTimeEqual(a: string, b: string): boolean {
  const digest = (text: string) => hash("sha256", text, "buffer");
  return timingSafeEqual(digest(a), digest(b));
}

/** Compares two digests of the same length. The time that it takes does not depend on where they differ. */
export function sameDigest(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
