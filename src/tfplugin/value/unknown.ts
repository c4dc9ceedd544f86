/**
 * A value that Terraform learns only at apply. It can carry a promise about the final value, such as "not
 * null" or "starts with https://". The framework keeps the promise's bytes and returns them unchanged.
 */
export class Unknown {
  /** Keeps the compiler from accepting an object of the same shape. */
  declare private readonly nominal: true;

  /** The promise in its wire form, or null when there is none. */
  readonly refinement: Uint8Array | null;

  constructor(refinement: Uint8Array | null = null) {
    this.refinement = refinement;
  }

  /** Throws, so that no request body can contain an unknown as if it were data. */
  toJSON(): never {
    throw new TypeError("an unknown value has no JSON, because it is only known after apply");
  }

  toString(): string {
    return "(known after apply)";
  }
}

/** An unknown without a promise. */
export const UNKNOWN: Unknown = new Unknown();

/** An unknown that will not be null. The bytes are a MessagePack map: nullness (1) is false. */
export const UNKNOWN_NOT_NULL: Unknown = new Unknown(Uint8Array.of(0x81, 0x01, 0xc2));

/** The length of the longest prefix that an unknown can promise, in bytes of UTF-8. */
export const LONGEST_PREFIX = 255;

/**
 * An unknown string that will have that prefix. The bytes are a MessagePack map: nullness (1) is false,
 * prefix (2).
 */
export function unknownWithPrefix(prefix: string): Unknown {
  const text = new TextEncoder().encode(prefix);
  return new Unknown(Uint8Array.of(0x82, 0x01, 0xc2, 0x02, 0xd9, text.length, ...text));
}

/** Whether the value itself is unknown. {@link containsUnknown} also looks inside it. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** Whether the value, or anything inside it, is unknown. */
export function containsUnknown(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  if (isUnknown(value)) return true;
  return Object.values(value).some(containsUnknown);
}
