/** What can be written as JSON. */
export type JsonValue =
  | null
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Data that the provider keeps with an object and that no plan shows. Terraform stores it in clear text, so
 * never put a secret here. Data that a handler does not set stays as it is.
 *
 * What `read` sets is what the `plan` hook sees, in the plan and again in the apply. So a plan can depend on
 * the time at which `read` looked, without a clock of its own. Terraform counts changed private data as drift
 * in a `-refresh-only` plan, although it shows none. So `read` changes it only when that matters.
 */
export class PrivateState {
  #bytes: Uint8Array;

  constructor(bytes: Uint8Array | null | undefined) {
    this.#bytes = bytes ?? new Uint8Array();
  }

  /** The stored bytes. They are empty when nothing is stored. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** The stored JSON, or null when nothing is stored or it is not JSON. */
  get(): JsonValue {
    if (this.#bytes.length === 0) return null;
    try {
      return JSON.parse(new TextDecoder().decode(this.#bytes));
    } catch {
      return null;
    }
  }

  /** Replaces the stored data. Bytes are stored unchanged, anything else as JSON. */
  set(value: JsonValue | Uint8Array): void {
    this.#bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(JSON.stringify(value));
  }
}
