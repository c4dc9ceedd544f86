import { DELIMITED, Reader, VARINT, Writer } from "./buffer";

/** A message to write. Any field may be absent, at every depth. */
export type Sparse<T> = T extends string | number | boolean | null | Uint8Array
  ? T
  : T extends readonly (infer E)[]
    ? readonly Sparse<E>[]
    : { readonly [K in keyof T]?: Sparse<T[K]> };

/** One field of a message: its number, its default value, and how to read and write it. */
export interface Field<T> {
  readonly number: number;
  readonly absent: T;
  /** Reads one occurrence. `earlier` is the result of the occurrences before it. */
  read(reader: Reader, earlier: T): T;
  /** Writes the field with its tags. It writes nothing for the default value. */
  write(writer: Writer, value: Sparse<T>): void;
}

/** A message type: encodes and decodes values of type T. */
export interface Message<T> {
  encode(value: Sparse<T>): Uint8Array;
  /** @throws RangeError when the bytes are not such a message. */
  decode(bytes: Uint8Array): T;
}

/** The decoded form of a message type. */
export type MessageOf<M> = M extends Message<infer T> ? T : never;

/** The fields of a message type, by name. */
export type Fields<T extends object> = { readonly [K in keyof T]: Field<T[K]> };

/**
 * Defines a message by its fields. The first message to read or write makes them, because a plugin process
 * receives only a few kinds of calls.
 */
export function message<T extends object>(fields: () => Fields<T>): Message<T> {
  let codec: Message<T> | undefined;
  const made = () => {
    codec ??= codecOf(fields());
    return codec;
  };
  return { encode: (value) => made().encode(value), decode: (bytes) => made().decode(bytes) };
}

function codecOf<T extends object>(fields: Fields<T>): Message<T> {
  const named = Object.entries(fields) as [keyof T, Field<T[keyof T]>][];
  const byNumber = new Map(named.map((entry) => [entry[1].number, entry]));
  const absent = Object.fromEntries(named.map(([name, field]) => [name, field.absent])) as T;
  return {
    encode(value) {
      const writer = new Writer();
      for (const [name, field] of named) {
        const member = (value as { [K in keyof T]?: Sparse<T[keyof T]> })[name];
        if (member !== undefined && member !== null) field.write(writer, member);
      }
      return writer.finish();
    },
    decode(bytes) {
      const decoded = { ...absent };
      const reader = new Reader(bytes);
      while (!reader.done) {
        const tag = reader.varint();
        const entry = byNumber.get(tag >>> 3);
        if (entry === undefined) reader.skip(tag & 7);
        else decoded[entry[0]] = entry[1].read(reader, decoded[entry[0]]);
      }
      return decoded;
    },
  };
}

export const text = (number: number): Field<string> => ({
  number,
  absent: "",
  read: (reader) => reader.text(),
  write: (writer, value) => {
    if (value !== "") writer.tag(number, DELIMITED).text(value);
  },
});

/**
 * Bytes. Where the compiler infers the plain type, it writes `Uint8Array<ArrayBuffer>` into the declarations.
 * TypeScript before 5.7 cannot read that. This name prevents it.
 */
export interface Bytes extends Uint8Array {}

export const bytes = (number: number): Field<Bytes> => ({
  number,
  absent: new Uint8Array(),
  read: (reader) => reader.bytes(),
  write: (writer, value) => {
    if (value.length > 0) writer.tag(number, DELIMITED).bytes(value);
  },
});

/** An int64 or enum field. It rounds values beyond 2^53. */
export const integer = (number: number): Field<number> => ({
  number,
  absent: 0,
  read: (reader) => reader.varint(),
  write: (writer, value) => {
    if (value !== 0) writer.tag(number, VARINT).varint(value);
  },
});

export const flag = (number: number): Field<boolean> => ({
  number,
  absent: false,
  read: (reader) => reader.varint() !== 0,
  write: (writer, value) => {
    if (value) writer.tag(number, VARINT).varint(1);
  },
});

/**
 * Fields with explicit presence. Null means that the peer did not send the field. Empty and zero are sent.
 */
export const present = {
  bytes: (number: number): Field<Bytes | null> => ({
    number,
    absent: null,
    read: (reader) => reader.bytes(),
    write: (writer, value) => writer.tag(number, DELIMITED).bytes(value ?? new Uint8Array()),
  }),
  text: (number: number): Field<string | null> => ({
    number,
    absent: null,
    read: (reader) => reader.text(),
    write: (writer, value) => writer.tag(number, DELIMITED).text(value ?? ""),
  }),
  integer: (number: number): Field<number | null> => ({
    number,
    absent: null,
    read: (reader) => reader.varint(),
    write: (writer, value) => writer.tag(number, VARINT).varint(value ?? 0),
  }),
};

/**
 * A message inside a message, or null. The type is a function, so that a message can contain its own type.
 */
export const nested = <T>(number: number, type: () => Message<T>): Field<T | null> => ({
  number,
  absent: null,
  read: (reader) => type().decode(reader.bytes()),
  write: (writer, value) => {
    if (value !== null) writer.tag(number, DELIMITED).bytes(type().encode(value as Sparse<T>));
  },
});

/** Any number of messages. */
export const repeated = <T>(number: number, type: () => Message<T>): Field<readonly T[]> => ({
  number,
  absent: [],
  read: (reader, earlier) => [...earlier, type().decode(reader.bytes())],
  write: (writer, values) => {
    for (const value of values as readonly Sparse<T>[]) {
      writer.tag(number, DELIMITED).bytes(type().encode(value));
    }
  },
});

/** Messages by name. The wire form is a repeated message of key (1) and value (2). */
export const mapOf = <T>(number: number, type: () => Message<T>): Field<Readonly<Record<string, T>>> => {
  const entry = message<{ key: string; value: T | null }>(() => ({ key: text(1), value: nested(2, type) }));
  return {
    number,
    absent: {},
    read: (reader, earlier) => {
      const { key, value } = entry.decode(reader.bytes());
      return { ...earlier, [key]: value ?? type().decode(new Uint8Array()) };
    },
    write: (writer, values) => {
      for (const [key, value] of Object.entries(values as Readonly<Record<string, Sparse<T>>>)) {
        const bytesOfEntry = entry.encode({ key, value } as Sparse<{ key: string; value: T | null }>);
        writer.tag(number, DELIMITED).bytes(bytesOfEntry);
      }
    },
  };
};
