import { isUnknown, UNKNOWN, type Unknown } from "../../tfplugin";
import { seal } from "./sealing/seal";

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

/** What a slot stores of a token with this value. Rejects when the key cannot seal. */
export async function storedToken(
  value: string,
  { storage, sealing_public_key: key }: Storage,
): Promise<StoredToken> {
  if (storage === "state") return { token: value, token_sealed: null };
  const isSealed = storage === "sealed" && key !== null;
  return { token: null, token_sealed: isSealed ? await seal(value, key) : null };
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
export async function tokenInNewStorage(prior: StoredToken, storage: Storage): Promise<StoredToken> {
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
