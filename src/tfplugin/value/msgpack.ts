import { DecodeError, Decoder, Encoder, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import { decodeAs, ValueError } from "./decode";
import { encodeNumber } from "./number";
import type { Path } from "./path";
import { MARKED_PROTO, mapKeyProblem, stringProblem } from "./text";
import { elementType, isArray, memberNames, memberType, type Value, type ValueType } from "./type";
import { isUnknown, UNKNOWN, Unknown } from "./unknown";

/** go-cty's extension types: an unknown, and an unknown with a promise about the final value. */
const PLAIN = 0;
const REFINED = 12;

/** Every extension stands for an unknown. Only type 12 carries a promise. */
const unknowns: ExtensionCodecType<undefined> = {
  tryToEncode(value) {
    if (!isUnknown(value)) return null;
    const { refinement } = value;
    return refinement === null ? new ExtData(PLAIN, Uint8Array.of(0)) : new ExtData(REFINED, refinement);
  },
  decode: (data, type) => (type === REFINED ? new Unknown(Uint8Array.from(data)) : UNKNOWN),
};

const PROTO = "__proto__";
/**
 * The decoder refuses this key without its path. This marks the key, so that a later check can name the path.
 */
const protoMarker = {
  canBeCached: (length: number) => length === PROTO.length,
  decode(bytes: Uint8Array, offset: number, length: number): string {
    const key = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length).toString();
    return key === PROTO ? MARKED_PROTO : key;
  },
};

const encoder = new Encoder({ extensionCodec: unknowns, useBigInt64: true });
const decoder = new Decoder({ extensionCodec: unknowns, useBigInt64: true, keyDecoder: protoMarker });

/**
 * Reads a value from MessagePack in go-cty's form.
 * @throws ValueError when the value does not have the type, or when JavaScript cannot carry it exactly.
 * @throws RangeError when the bytes are not MessagePack.
 */
export function decodeMsgpack(type: ValueType, bytes: Uint8Array): Value {
  return decodeAs(type, parseMsgpack(bytes));
}

/**
 * Writes a value of the type. Terraform expects every attribute, so a missing one becomes null.
 * @throws ValueError that names a text that UTF-8 cannot carry.
 */
export function encodeMsgpack(type: ValueType, value: Value): Uint8Array {
  return encoder.encode(encodable(type, value, []));
}

function parseMsgpack(bytes: Uint8Array): unknown {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof DecodeError)) throw error;
    // The library's message can quote a secret value.
    throw new RangeError("expected exactly one MessagePack value");
  }
}

/** Puts numbers into the form that Terraform reads, and gives objects every attribute in the type's order. */
function encodable(type: ValueType, value: Value | undefined, path: Path): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return checked(value, stringProblem(value), path);
  if (typeof value === "number" || typeof value === "bigint") return encodeNumber(value);
  if (typeof value === "boolean" || isUnknown(value)) return value;
  if (isArray(value)) {
    const element = elementType(type);
    return value.map((each, index) => encodable(element, each, [...path, index]));
  }
  const members = memberNames(type, value).map((name) => {
    const here = [...path, name];
    return [checked(name, mapKeyProblem(name), here), encodable(memberType(type, name), value[name], here)];
  });
  return Object.fromEntries(members);
}

function checked(text: string, problem: string | null, path: Path): string {
  if (problem === null) return text;
  throw new ValueError(path, problem);
}
