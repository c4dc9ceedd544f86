import { generateKeyPairSync } from "node:crypto";

const publicKeyEncoding = { type: "spki", format: "pem" } as const;
const privateKeyEncoding = { type: "pkcs8", format: "pem" } as const;

/** A key pair in PEM. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function rsaKeys(modulusLength = 2048): KeyPair {
  return generateKeyPairSync("rsa", { modulusLength, publicKeyEncoding, privateKeyEncoding });
}

export function ecKeys(namedCurve: string): KeyPair {
  return generateKeyPairSync("ec", { namedCurve, publicKeyEncoding, privateKeyEncoding });
}

export function x25519Keys(): KeyPair {
  return generateKeyPairSync("x25519", { publicKeyEncoding, privateKeyEncoding });
}

/** A kind of key that only signs. */
export function ed25519Keys(): KeyPair {
  return generateKeyPairSync("ed25519", { publicKeyEncoding, privateKeyEncoding });
}
