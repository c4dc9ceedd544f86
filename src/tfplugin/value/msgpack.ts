import { decode, ExtData, encode } from "@msgpack/msgpack";
import { decodeAs } from "./decode";
import { encodeNumber } from "./number";
import { elementType, isArray, memberNames, memberType, type Value, type ValueType } from "./type";
import { UNKNOWN, Unknown } from "./unknown";

/** MessagePack extension types of go-cty: an unknown, and an unknown with a promise about the final value. */
const EXTENSION_UNKNOWN = 0;
const EXTENSION_REFINED = 12;

/**
 * Reads a value as Terraform encodes it.
 * @throws ValueError when it does not have the type.
 */
export function decodeMsgpack(type: ValueType, bytes: Uint8Array): Value {
  return decodeAs(type, replaceExtensions(decode(bytes, { useBigInt64: true })));
}

/** Writes a value of the type; attributes that are missing go as null, since Terraform wants every one. */
export function encodeMsgpack(type: ValueType, value: Value): Uint8Array {
  return encode(toWire(type, value), { useBigInt64: true });
}

function replaceExtensions(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null) return raw;
  if (raw instanceof ExtData) {
    const data = typeof raw.data === "function" ? raw.data(0) : raw.data;
    return raw.type === EXTENSION_REFINED ? new Unknown(Uint8Array.from(data)) : UNKNOWN;
  }
  if (Array.isArray(raw)) return raw.map(replaceExtensions);
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, replaceExtensions(value)]));
}

function toWire(type: ValueType, value: Value | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Unknown) {
    return value.refinement === null
      ? new ExtData(EXTENSION_UNKNOWN, new Uint8Array(1))
      : new ExtData(EXTENSION_REFINED, value.refinement);
  }
  if (typeof value === "number" || typeof value === "bigint") return encodeNumber(value);
  if (typeof value !== "object") return value;
  if (isArray(value)) return value.map((element) => toWire(elementType(type), element));
  return Object.fromEntries(
    memberNames(type, value).map((name) => [name, toWire(memberType(type, name), value[name])]),
  );
}
