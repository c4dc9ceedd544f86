import { createPublicKey } from "node:crypto";
import type { Validator } from "../../tfplugin";

const LEAST_BITS = 2048;

/** Allows an RSA public key in PEM with at least 2048 bits. */
export function rsaPublicKey(): Validator<string> {
  const description = `an RSA public key in PEM of at least ${LEAST_BITS} bits`;
  return {
    description,
    check(text) {
      // createPublicKey also accepts a private key, which would end up in the state.
      if (text.includes("PRIVATE KEY"))
        return `must be ${description}, got a private key; keep that to yourself`;
      try {
        const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(text);
        if (asymmetricKeyType !== "rsa")
          return `must be ${description}, got a key of type ${asymmetricKeyType}`;
        const bits = asymmetricKeyDetails?.modulusLength ?? 0;
        return bits >= LEAST_BITS ? null : `must be ${description}, got one of ${bits} bits`;
      } catch {
        return `must be ${description}, got a text that cannot be read as one`;
      }
    },
  };
}
