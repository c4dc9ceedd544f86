import type { KeyObject } from "node:crypto";
import { decodeProtectedHeader } from "jose/decode/protected_header";
import { compactDecrypt } from "jose/jwe/compact/decrypt";
import { CompactEncrypt } from "jose/jwe/compact/encrypt";
import { calculateJwkThumbprint } from "jose/jwk/thumbprint";
import { sealingAlgorithm } from "../../validators/sealing-key";

const CONTENT_ENCRYPTION = "A256GCM";

/**
 * Encrypts a text for the owner of a key: JWE compact serialization (RFC 7516). `kid` is the key's
 * thumbprint.
 * @throws Error when no algorithm seals for the key.
 */
export async function encryptCompact(text: string, publicKey: KeyObject): Promise<string> {
  const alg = sealingAlgorithm(publicKey);
  if (alg === null) throw new Error("nothing can be sealed for a key of this kind");
  const header = { alg, enc: CONTENT_ENCRYPTION, kid: await thumbprint(publicKey) };
  return new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader(header).encrypt(publicKey);
}

/** @throws Error when another key sealed it, or when it is damaged. */
export async function decryptCompact(jwe: string, privateKey: KeyObject): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, privateKey, {
    keyManagementAlgorithms: ["RSA-OAEP-256", "ECDH-ES"],
    contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
  });
  return new TextDecoder().decode(plaintext);
}

/** The thumbprint of a public key (RFC 7638, SHA-256). */
export function thumbprint(publicKey: KeyObject): Promise<string> {
  return calculateJwkThumbprint(publicKey);
}

/** The thumbprint of the key that something was sealed for. Null when the text does not say. */
export function sealedFor(jwe: string): string | null {
  try {
    return decodeProtectedHeader(jwe).kid ?? null;
  } catch {
    return null;
  }
}
