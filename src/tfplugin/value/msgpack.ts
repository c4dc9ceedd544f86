import { DecodeError, Decoder, Encoder, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import { decodeAs, ValueError } from "./decode";
import { encodeNumber } from "./number";
import type { Path } from "./path";
import { MARKED_PROTO, mapKeyProblem, stringProblem } from "./text";
import { elementType, isArray, memberNames, memberType, type Value, type ValueType } from "./type";
import { isUnknown, UNKNOWN, Unknown } from "./unknown";

/** The extension types of go-cty: an unknown, and an unknown with a promise about the final value. */
const PLAIN = 0;
const REFINED = 12;

/** Every extension is an unknown; one of another type than 12 promises nothing that is known here. */
const unknowns: ExtensionCodecType<undefined> = {
  tryToEncode(value) {
    if (!isUnknown(value)) return null;
    const { refinement } = value;
    return refinement === null ? new ExtData(PLAIN, Uint8Array.of(0)) : new ExtData(REFINED, refinement);
  },
  decode: (data, type) => (type === REFINED ? new Unknown(Uint8Array.from(data)) : UNKNOWN),
};

const PROTO = "__proto__";
/** The decoder refuses this key without saying where. It is marked instead, and refused with its path. */
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
 * Reads a value as Terraform encodes it.
 * @throws ValueError when it does not have the type or cannot be carried exactly; RangeError when it is not MessagePack.
 */
export function decodeMsgpack(type: ValueType, bytes: Uint8Array): Value {
  return decodeAs(type, parseMsgpack(bytes));
}

/**
 * Writes a value of the type; attributes that are missing go as null, since Terraform wants every one.
 * @throws ValueError naming a text that UTF-8 cannot carry.
 */
export function encodeMsgpack(type: ValueType, value: Value): Uint8Array {
  return encoder.encode(encodable(type, value, []));
}

function parseMsgpack(bytes: Uint8Array): unknown {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof DecodeError)) throw error;
    // The library's message can quote bytes of the value, which may be a secret.
    throw new RangeError("the value is not exactly one value of MessagePack");
  }
}

/** The value with numbers in the form Terraform reads, and every attribute of an object in the type's order. */
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
