import { decodeAs } from "./decode";
import { readMsgpack } from "./msgpack-reader";
import { MsgpackWriter } from "./msgpack-writer";
import { encodeNumber } from "./number";
import { elementType, isArray, memberNames, memberType, type Value, type ValueType } from "./type";
import { isUnknown } from "./unknown";

/**
 * Reads a value as Terraform encodes it.
 * @throws ValueError when it does not have the type, RangeError when it is no MessagePack.
 */
export function decodeMsgpack(type: ValueType, bytes: Uint8Array): Value {
  return decodeAs(type, readMsgpack(bytes));
}

/** Writes a value of the type; attributes that are missing go as null, since Terraform wants every one. */
export function encodeMsgpack(type: ValueType, value: Value): Uint8Array {
  const writer = new MsgpackWriter();
  write(writer, type, value);
  return writer.finish();
}

function write(writer: MsgpackWriter, type: ValueType, value: Value | undefined): void {
  if (value === null || value === undefined) writer.null();
  else if (typeof value === "string") writer.text(value);
  else if (typeof value === "boolean") writer.bool(value);
  else if (typeof value === "number" || typeof value === "bigint") {
    const encoded = encodeNumber(value);
    if (typeof encoded === "string") writer.text(encoded);
    else writer.integer(encoded);
  } else if (isUnknown(value)) writer.unknown(value);
  else if (isArray(value)) {
    writer.array(value.length);
    for (const element of value) write(writer, elementType(type), element);
  } else {
    const names = memberNames(type, value);
    writer.map(names.length);
    for (const name of names) {
      writer.text(name);
      write(writer, memberType(type, name), value[name]);
    }
  }
}
