import { randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { sameDigest, sha256Hex } from "./secrets";

/**
 * scrypt's cost N (RFC 7914 section 2), with r = 8 and p = 1. People choose client secrets, so guessing one
 * from its hash must be dear: each guess takes 32 MiB and some 80 ms.
 */
export const CLIENT_SECRET_COST = 2 ** 15;

const BLOCK_SIZE = 8;
/** Node allows 32 MiB unless told otherwise, which is a little less than the cost takes. */
const MAX_MEMORY = 64 * 2 ** 20;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** The hash of a client secret as it is stored: `scrypt$<N>$<salt>$<key>`, the latter two in base64url. */
export async function hashClientSecret(secret: string, cost: number): Promise<string> {
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  return `scrypt$${cost}$${salt}$${await derivedKey(secret, salt, cost)}`;
}

/** Whether a secret is the one of a stored hash. A hash of a former version is SHA-256 in hexadecimal. */
export async function isClientSecret(secret: string, stored: string): Promise<boolean> {
  const [scheme, cost, salt = "", key = ""] = stored.split("$");
  if (scheme !== "scrypt") return sameDigest(stored, sha256Hex(secret));
  return sameDigest(key, await derivedKey(secret, salt, Number(cost)));
}

/** Whether a former version made the hash. */
export function isOldHash(stored: string): boolean {
  return !stored.startsWith("scrypt$");
}

function derivedKey(secret: string, salt: string, cost: number): Promise<string> {
  const options: ScryptOptions = { N: cost, r: BLOCK_SIZE, maxmem: MAX_MEMORY };
  return new Promise((resolve, reject) =>
    scrypt(secret, salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key.toString("base64url")) : reject(error),
    ),
  );
}
