import { decodeJson } from "../../value/json";
import { decodeMsgpack, encodeMsgpack } from "../../value/msgpack";
import { isRecord, type ObjectType, type ObjectValue, type Value, type ValueType } from "../../value/type";
import type { DynamicValue } from "../../wire/protocol";

/** A value in a message. The message may lack it. */
export type Incoming = { readonly msgpack?: Uint8Array; readonly json?: Uint8Array } | null | undefined;

/**
 * Reads an object from a message. Null means that the message has no object, or has null.
 * @throws ValueError when the object does not have the type.
 */
export function readObject(type: ObjectType, incoming: Incoming): ObjectValue | null {
  const value = readValue(type, incoming);
  return isRecord(value) ? value : null;
}

/** An object in the form of a message. Null means "no object". */
export function writeObject(type: ObjectType, value: ObjectValue | null): DynamicValue {
  return writeValue(type, value);
}

/** A value of any type in the form of a message. */
export function writeValue(type: ValueType, value: Value): DynamicValue {
  return { msgpack: encodeMsgpack(type, value), json: new Uint8Array() };
}

/** A message's value in the form of an answer, byte for byte. */
export function unchanged(incoming: Incoming): DynamicValue | null {
  if (incoming === null || incoming === undefined) return null;
  return { msgpack: incoming.msgpack ?? new Uint8Array(), json: incoming.json ?? new Uint8Array() };
}

/**
 * Reads a value of any type from a message.
 * @throws ValueError when the value does not have the type.
 */
export function readValue(type: ValueType, incoming: Incoming): Value {
  if (incoming?.msgpack?.length) return decodeMsgpack(type, incoming.msgpack);
  if (incoming?.json?.length) return decodeJson(type, new TextDecoder().decode(incoming.json));
  return null;
}
