import { constants, createPublicKey, type KeyObject, privateDecrypt } from "node:crypto";

/** A sealed token after an attempt to open it: the token, or why the key does not open it. */
export type Opened = { readonly token: string } | { readonly problem: StaysSealed };

/** Why a key does not open a sealed token. Keys are named by their thumbprints (RFC 7638). */
export type StaysSealed =
  | { readonly kind: "other key"; readonly sealedFor: string; readonly given: string }
  | { readonly kind: "damaged or other key" };

const DAMAGED_OR_OTHER = { problem: { kind: "damaged or other key" } } as const;

/**
 * Seals a token for the owner of a private key: a JWE in its compact form, which any JOSE library opens.
 * @param publicKey PEM. @throws Error when nothing can be sealed for it.
 */
export async function seal(token: string, publicKey: string): Promise<string> {
  return loadJwe().encryptCompact(token, createPublicKey(publicKey));
}

/** Opens what `seal` made, in this version or an earlier one. */
export async function unseal(sealed: string, privateKey: KeyObject): Promise<Opened> {
  return sealed.includes(".") ? openJwe(sealed, privateKey) : openBare(sealed, privateKey);
}

async function openJwe(sealed: string, key: KeyObject): Promise<Opened> {
  const { decryptCompact, sealedFor, thumbprint } = loadJwe();
  const given = await thumbprint(createPublicKey(key));
  const wanted = sealedFor(sealed);
  if (wanted !== null && wanted !== given) {
    return { problem: { kind: "other key", sealedFor: wanted, given } };
  }
  try {
    return { token: await decryptCompact(sealed, key) };
  } catch {
    // The library's message would help nobody.
    return DAMAGED_OR_OTHER;
  }
}

/** Version 0.1.0 sealed with bare RSA-OAEP and SHA-256 (RFC 8017 section 7.1), in Base64. */
function openBare(sealed: string, key: KeyObject): Opened {
  const scheme = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" } as const;
  try {
    return {
      token: privateDecrypt({ key, ...scheme }, Buffer.from(sealed, "base64")).toString("utf8"),
    };
  } catch {
    return DAMAGED_OR_OTHER;
  }
}

/** Loads the library only when something is sealed or opened. Most starts of the provider do neither. */
function loadJwe(): typeof import("./jwe") {
  return require("./jwe");
}
