/**
 * A value Terraform will only know at apply. Some unknowns arrive with a promise about the final value ("not null",
 * "starts with https://"); such a promise is carried as the bytes it came in and handed back unchanged.
 */
export class Unknown {
  /** Keeps look-alikes out: only a real Unknown has this type. */
  declare private readonly nominal: true;

  /** The promise about the final value in its wire form, or null when nothing is promised. */
  readonly refinement: Uint8Array | null;

  constructor(refinement: Uint8Array | null = null) {
    this.refinement = refinement;
  }

  /** An unknown must never end up in a request body as if it were data. */
  toJSON(): never {
    throw new TypeError("an unknown value cannot be turned into JSON: it is only known after apply");
  }

  toString(): string {
    return "(known after apply)";
  }
}

/** The unknown about which nothing is promised. */
export const UNKNOWN: Unknown = new Unknown();

/** The unknown that is promised not to be null. The bytes are a MessagePack map: nullness (1) is false. */
export const UNKNOWN_NOT_NULL: Unknown = new Unknown(Uint8Array.of(0x81, 0x01, 0xc2));

/** The longest prefix that can be promised, in bytes of UTF-8. */
export const LONGEST_PREFIX = 255;

/** The unknown that is promised to be a string with that beginning. MessagePack: nullness (1) is false, prefix (2). */
export function unknownWithPrefix(prefix: string): Unknown {
  const text = new TextEncoder().encode(prefix);
  return new Unknown(Uint8Array.of(0x82, 0x01, 0xc2, 0x02, 0xd9, text.length, ...text));
}

/** True when the value itself is unknown; see {@link containsUnknown} for values inside it. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** True when the value, or anything inside it, is unknown. */
export function containsUnknown(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  if (isUnknown(value)) return true;
  return Object.values(value).some(containsUnknown);
}
