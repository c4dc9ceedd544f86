import type { JsonValue, PrivateState } from "../tfplugin";

type Kept = { readonly [name: string]: JsonValue };

/** What the provider keeps with an object, by name. Empty when it keeps nothing. */
export function keptIn(privateState: PrivateState): Kept {
  const kept = privateState.get();
  return kept !== null && typeof kept === "object" && !Array.isArray(kept) ? (kept as Kept) : {};
}

/** Keeps something more with an object. */
export function keep(privateState: PrivateState, more: Kept): void {
  privateState.set({ ...keptIn(privateState), ...more });
}
