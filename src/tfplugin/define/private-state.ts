/** What can be written as JSON. */
export type JsonValue =
  | null
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Data the provider keeps with an object and practitioners never see. Terraform stores it in clear text, so it is no
 * place for secrets. What a handler does not set stays as it is.
 */
export class PrivateState {
  #bytes: Uint8Array;

  constructor(bytes: Uint8Array | null | undefined) {
    this.#bytes = bytes ?? new Uint8Array();
  }

  /** What is stored, as bytes; empty when there is nothing. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** What was set as JSON; null when nothing is stored, or something that is not JSON. */
  get(): JsonValue {
    if (this.#bytes.length === 0) return null;
    try {
      return JSON.parse(new TextDecoder().decode(this.#bytes));
    } catch {
      return null;
    }
  }

  /** Replaces what is stored; bytes are kept as they are, anything else as JSON. */
  set(value: JsonValue | Uint8Array): void {
    this.#bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(JSON.stringify(value));
  }
}
