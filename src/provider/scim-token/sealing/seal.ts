import { constants, createPrivateKey, createPublicKey, type KeyObject, privateDecrypt } from "node:crypto";

/** A sealed token after an attempt to open it: the token, or why the key does not open it. */
export type Opened = { readonly token: string } | { readonly problem: string };

/**
 * Seals a token for the owner of a private key: a JWE in its compact form, which any JOSE library opens.
 * @param publicKey PEM. @throws Error when nothing can be sealed for it.
 */
export async function seal(token: string, publicKey: string): Promise<string> {
  return loadJwe().encryptCompact(token, createPublicKey(publicKey));
}

/**
 * Opens what `seal` made, in this version or an earlier one. The problem shows nothing of the key.
 * @param privateKey PEM. @throws Error when it is none.
 */
export async function unseal(sealed: string, privateKey: string): Promise<Opened> {
  const key = createPrivateKey(privateKey);
  return sealed.includes(".") ? openJwe(sealed, key) : openBare(sealed, key);
}

async function openJwe(sealed: string, key: KeyObject): Promise<Opened> {
  const { decryptCompact, sealedFor, thumbprint } = loadJwe();
  const given = await thumbprint(createPublicKey(key));
  const wanted = sealedFor(sealed);
  if (wanted !== null && wanted !== given) {
    return { problem: `It is sealed for the key ${wanted}, and private_key is the key ${given}.` };
  }
  try {
    return { token: await decryptCompact(sealed, key) };
  } catch {
    // The library's message would help nobody.
    return { problem: "token_sealed is damaged, or private_key belongs to another sealing_public_key." };
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
    return { problem: "private_key belongs to another sealing_public_key, or token_sealed is damaged." };
  }
}

/** Loads the library only when something is sealed or opened. Most starts of the provider do neither. */
function loadJwe(): typeof import("./jwe") {
  return require("./jwe");
}
