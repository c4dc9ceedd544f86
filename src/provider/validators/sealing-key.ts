import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Validator } from "../../tfplugin";

const LEAST_BITS = 2048;

/** The JWE algorithm (RFC 7518 section 4.1) that seals for a key. */
export type SealingAlgorithm = "RSA-OAEP-256" | "ECDH-ES";

/** The kinds of keys that a token can be sealed for, as a sentence says them. */
export const SEALING_KEYS = `RSA of at least ${LEAST_BITS} bits, EC P-256 or X25519`;

/** The algorithm that seals for a key, public or private. Null when none does. */
export function sealingAlgorithm({
  asymmetricKeyType,
  asymmetricKeyDetails,
}: KeyObject): SealingAlgorithm | null {
  if (asymmetricKeyType === "x25519") return "ECDH-ES";
  if (asymmetricKeyType === "ec") return asymmetricKeyDetails?.namedCurve === "prime256v1" ? "ECDH-ES" : null;
  if (asymmetricKeyType !== "rsa") return null;
  return (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS ? "RSA-OAEP-256" : null;
}

/** Allows a public key in PEM that a token can be sealed for. */
export function sealingPublicKey(): Validator<string> {
  const description = `a public key in PEM: ${SEALING_KEYS}`;
  return {
    description,
    check(text) {
      // createPublicKey also accepts a private key, which would end up in the state.
      if (text.includes("PRIVATE KEY"))
        return `must be ${description}, got a private key; keep that to yourself`;
      return keyProblem(description, () => createPublicKey(text));
    },
  };
}

/** Allows a private key in PEM that opens a sealed token. Its messages never show the text. */
export function sealingPrivateKey(): Validator<string> {
  const description = `a private key in PEM without a passphrase: ${SEALING_KEYS}`;
  return { description, check: (text) => keyProblem(description, () => createPrivateKey(text)) };
}

function keyProblem(description: string, read: () => KeyObject): string | null {
  try {
    const key = read();
    return sealingAlgorithm(key) === null ? `must be ${description}, got ${kindOf(key)}` : null;
  } catch {
    return `must be ${description}, got a text that cannot be read as one`;
  }
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === "rsa") return `an RSA key of ${asymmetricKeyDetails?.modulusLength} bits`;
  const curve = asymmetricKeyDetails?.namedCurve;
  return `a key of type ${asymmetricKeyType}${curve === undefined ? "" : ` on the curve ${curve}`}`;
}
