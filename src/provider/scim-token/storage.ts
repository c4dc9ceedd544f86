import { constants, privateDecrypt, publicEncrypt } from "node:crypto";
import { isUnknown, UNKNOWN, type Unknown } from "../../tfplugin";

/** RSA-OAEP with SHA-256 (RFC 8017 section 7.1). A token is short enough to be encrypted directly. */
const SCHEME = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" } as const;

/** Seals a token for the owner of a private key. Returns Base64. Throws when the key is no RSA public key. */
export function seal(token: string, publicKey: string): string {
  return publicEncrypt({ key: publicKey, ...SCHEME }, Buffer.from(token)).toString("base64");
}

/** Opens what `seal` made. Throws when another key sealed it or it is damaged. */
export function unseal(sealed: string, privateKey: string): string {
  return privateDecrypt({ key: privateKey, ...SCHEME }, Buffer.from(sealed, "base64")).toString("utf8");
}

/** The arguments of a slot that say where its token is kept. */
export interface Storage {
  readonly storage: string;
  readonly sealing_public_key: string | null;
}

/** What a slot stores of a token. */
export interface StoredToken {
  readonly token: string | null;
  readonly token_sealed: string | null;
}

/** What a slot stores of a token with this value. */
export function storedToken(value: string, { storage, sealing_public_key: key }: Storage): StoredToken {
  if (storage === "state") return { token: value, token_sealed: null };
  const isSealed = storage === "sealed" && key !== null;
  return { token: null, token_sealed: isSealed ? seal(value, key) : null };
}

/** What to plan for a token that apply will mint. */
export function plannedToken(storage: string | Unknown) {
  if (isUnknown(storage)) return { token: UNKNOWN, token_sealed: UNKNOWN };
  return {
    token: storage === "state" ? UNKNOWN : null,
    token_sealed: storage === "sealed" ? UNKNOWN : null,
  };
}

/** What to store when the storage changes and the token does not. `plannedTokenInNewStorage` planned it. */
export function tokenInNewStorage(prior: StoredToken, storage: Storage): StoredToken {
  const nothing = { token: null, token_sealed: null };
  if (storage.storage === "state" || prior.token === null) return nothing;
  return storedToken(prior.token, storage);
}

/**
 * What to plan when the storage changes and the token does not. A value in the state is sealed or forgotten.
 * A value stored nowhere comes back only with the next rotation.
 */
export function plannedTokenInNewStorage(
  prior: StoredToken & { readonly storage: string },
  storage: string | Unknown,
) {
  if (storage === prior.storage) return {};
  if (isUnknown(storage)) return { token: UNKNOWN, token_sealed: UNKNOWN };
  const canSeal = storage === "sealed" && prior.token !== null;
  return { token: null, token_sealed: canSeal ? UNKNOWN : null };
}
