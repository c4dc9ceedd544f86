import { decodeJson } from "../../value/json";
import { decodeMsgpack, encodeMsgpack } from "../../value/msgpack";
import { isRecord, type ObjectType, type ObjectValue, type Value, type ValueType } from "../../value/type";
import type { DynamicValue } from "../../wire/protocol";

/** A value of a message that may be missing altogether. */
export type Incoming = { readonly msgpack?: Uint8Array; readonly json?: Uint8Array } | null | undefined;

/**
 * Reads an object from a message; null when the message has none or says that there is none.
 * @throws ValueError when it does not have the type.
 */
export function readObject(type: ObjectType, incoming: Incoming): ObjectValue | null {
  const value = readValue(type, incoming);
  return isRecord(value) ? value : null;
}

/** An object, or null for "no object", as a message carries it. */
export function writeObject(type: ObjectType, value: ObjectValue | null): DynamicValue {
  return writeValue(type, value);
}

/** A value of any type, as a message carries it. */
export function writeValue(type: ValueType, value: Value): DynamicValue {
  return { msgpack: encodeMsgpack(type, value), json: new Uint8Array() };
}

/** What a message carried, to hand it back untouched. */
export function unchanged(incoming: Incoming): DynamicValue | null {
  if (incoming === null || incoming === undefined) return null;
  return { msgpack: incoming.msgpack ?? new Uint8Array(), json: incoming.json ?? new Uint8Array() };
}

/**
 * Reads a value of any type from a message.
 * @throws ValueError when it does not have the type.
 */
export function readValue(type: ValueType, incoming: Incoming): Value {
  if (incoming?.msgpack?.length) return decodeMsgpack(type, incoming.msgpack);
  if (incoming?.json?.length) return decodeJson(type, new TextDecoder().decode(incoming.json));
  return null;
}
