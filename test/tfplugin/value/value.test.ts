import { decode, encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { conform, type Misfit } from "../../../src/tfplugin/value/conform";
import { ValueError } from "../../../src/tfplugin/value/decode";
import { equal } from "../../../src/tfplugin/value/equal";
import { decodeJson, parseJson } from "../../../src/tfplugin/value/json";
import { decodeMsgpack, encodeMsgpack } from "../../../src/tfplugin/value/msgpack";
import { readMsgpack } from "../../../src/tfplugin/value/msgpack-reader";
import { formatPath } from "../../../src/tfplugin/value/path";
import type { ObjectType, PrimitiveType, Value, ValueType } from "../../../src/tfplugin/value/type";
import {
  containsUnknown,
  isUnknown,
  UNKNOWN,
  UNKNOWN_NOT_NULL,
  Unknown,
} from "../../../src/tfplugin/value/unknown";

const STRING: PrimitiveType = { kind: "string" };
const NUMBER: PrimitiveType = { kind: "number" };
const BOOL: PrimitiveType = { kind: "bool" };
const objectOf = (types: Record<string, ValueType>): ObjectType => ({
  kind: "object",
  attributes: Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }])),
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const unhex = (text: string) => Buffer.from(text, "hex");

const primitiveType = fc.constantFrom(STRING, NUMBER, BOOL);
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const objectType: fc.Arbitrary<ObjectType> = fc
  .dictionary(name, primitiveType, { maxKeys: 4, noNullPrototype: true })
  .map(objectOf);
const anyType: fc.Arbitrary<ValueType> = fc.oneof(
  primitiveType,
  objectType,
  fc.record({
    kind: fc.constantFrom("list" as const, "set" as const, "map" as const),
    element: fc.oneof(primitiveType, objectType),
  }),
);

const anyUnknown = fc.constantFrom(UNKNOWN, UNKNOWN_NOT_NULL, new Unknown(unhex("8201c202a47072652d")));
const anyNumber = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const mapKey = fc.string().filter((key) => key !== "__proto__");

function anyValueOf(type: ValueType): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: anyUnknown },
    { weight: 8, arbitrary: knownOf(type) },
  );
}

function knownOf(type: ValueType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case "string":
      return fc.string({ unit: "binary" });
    case "number":
      return anyNumber;
    case "bool":
      return fc.boolean();
    case "object":
      return fc.record(
        Object.fromEntries(Object.entries(type.attributes).map(([key, { type }]) => [key, anyValueOf(type)])),
        { noNullPrototype: true },
      );
    case "map":
      return fc.dictionary(mapKey, anyValueOf(type.element), { maxKeys: 4, noNullPrototype: true });
    default:
      return fc.array(anyValueOf(type.element), { maxLength: 4 });
  }
}

const typedValue = anyType.chain((type) => fc.tuple(fc.constant(type), anyValueOf(type)));

describe("MessagePack", () => {
  const lengths = [0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536];
  const numbers = [
    0,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    2 ** 32 - 1,
    -1,
    -32,
    -33,
    -128,
    -129,
    -32_768,
    -32_769,
  ];

  test("is read as another encoder writes it, at every size there is", () => {
    const values = [
      ...lengths.map((length) => "x".repeat(length)),
      ...lengths.map((length) => Array.from({ length }, () => true)),
      ...lengths.map((length) => Object.fromEntries(Array.from({ length }, (_, key) => [`${key}`, false]))),
      ...numbers,
      -(2 ** 31),
      0.5,
      2n ** 63n,
      -(2n ** 63n),
      "Grüße, 世界 🌍",
      null,
    ];
    for (const value of values) expect(readMsgpack(encode(value, { useBigInt64: true }))).toEqual(value);
    expect(readMsgpack(encode(0.5, { forceFloat32: true }))).toBe(0.5);
  });

  test("is written as another decoder reads it, at every size there is", () => {
    const list = { kind: "list", element: STRING } as const;
    const map = { kind: "map", element: BOOL } as const;
    const read = (type: ValueType, value: Value) => decode(encodeMsgpack(type, value), { useBigInt64: true });
    for (const length of lengths) {
      const elements = Array.from({ length }, () => "x");
      const members = Object.fromEntries(elements.map((_, key) => [`${key}`, true]));
      expect(read(STRING, "x".repeat(length))).toBe("x".repeat(length));
      expect(read(list, elements)).toEqual(elements);
      expect(read(map, members)).toEqual(members);
    }
    for (const number of numbers) expect(read(NUMBER, number)).toBe(number);
  });

  test("carries a promise of any length", () => {
    for (const length of [1, 2, 3, 4, 8, 9, 16, 17, 255, 256, 65_536]) {
      const refinement = new Uint8Array(length).fill(7);
      const back = decodeMsgpack(STRING, encodeMsgpack(STRING, new Unknown(refinement)));
      expect(isUnknown(back) && back.refinement).toEqual(refinement);
    }
  });

  test.each([
    ["nothing", ""],
    ["a text cut short", "a278"],
    ["a list cut short", "9201"],
    ["two values", "c0c0"],
    ["a byte that begins nothing", "c1"],
  ])("refuses %s", (_, bytes) => {
    expect(() => decodeMsgpack(STRING, unhex(bytes))).toThrow(/value/);
  });

  test("what is written is read back as the same value, unknowns with their promises included", () => {
    fc.assert(
      fc.property(typedValue, ([type, value]) => {
        const written = encodeMsgpack(type, value);
        const read = decodeMsgpack(type, written);
        expect(equal(type, read, value)).toBe(true);
        expect(hex(encodeMsgpack(type, read))).toBe(hex(written));
      }),
    );
  });

  test.each<[string, ValueType, string, Value]>([
    ["an unknown", STRING, "d40000", UNKNOWN],
    ["nothing", STRING, "c0", null],
    ["a small number", NUMBER, "07", 7],
    ["a number beyond 32 bits", NUMBER, "cf0020000000000001", 9007199254740993n],
    ["a negative number beyond 32 bits", NUMBER, "d3ffdffffffffffffe", -9007199254740994n],
    ["a number beyond 64 bits, as text", NUMBER, "b43138343436373434303733373039353531363136", 2n ** 64n],
    ["a fraction, as text", NUMBER, "a3302e31", 0.1],
    ["an unknown that is not null", STRING, "c7030c8101c2", UNKNOWN_NOT_NULL],
  ])("%s has the bytes terraform reads", (_, type, bytes, value) => {
    expect(hex(encodeMsgpack(type, value))).toBe(bytes);
    expect(equal(type, decodeMsgpack(type, unhex(bytes)), value)).toBe(true);
  });

  test("a refined unknown goes back byte for byte", () => {
    const bytes = "c7090c8201c202a47072652d";
    const value = decodeMsgpack(STRING, unhex(bytes));
    expect(isUnknown(value)).toBe(true);
    expect(hex(encodeMsgpack(STRING, value))).toBe(bytes);
  });

  test("an object carries every attribute of its type, and no other", () => {
    const type = objectOf({ a: STRING, b: STRING });
    const written = encodeMsgpack(type, { a: "x", other: "y" });
    expect(hex(written)).toBe("82a161a178a162c0");
    expect(decodeMsgpack(type, encode({ b: "y", c: 1 }))).toEqual({ a: null, b: "y" });
  });

  test.each([
    ["0.1", 0.1],
    ["-0.5", -0.5],
    ["0.0000001", 1e-7],
    ["1000", 1000],
    ["9007199254740993", 9007199254740993n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
  ])("the number text %s is read exactly", (text, value) => {
    expect(decodeMsgpack(NUMBER, encode(text))).toBe(value);
  });

  test("a fraction that cannot be held exactly is refused instead of rounded, and never shown", () => {
    const type = objectOf({ price: NUMBER });
    const read = () => decodeMsgpack(type, encode({ price: "0.12345678901234567890123" }));
    expect(read).toThrow(/price: .* more digits than can be carried/);
    expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining("4567") }));
  });

  test("a value of another type is refused with its path, and never shown", () => {
    const type = objectOf({ tags: { kind: "list", element: STRING } });
    const read = () => decodeMsgpack(type, encode({ tags: ["a", { secret: "hunter2" }] }));
    expect(read).toThrow(ValueError);
    expect(read).toThrow("tags[1]: must be a string, got an object");
  });
});

describe("JSON state", () => {
  test("keeps whole numbers of any size", () => {
    const type = objectOf({ n: NUMBER, s: STRING });
    const text = '{"n":123456789012345678901,"s":"is 123456789012345678901 \\" too"}';
    expect(decodeJson(type, text)).toEqual({
      n: 123456789012345678901n,
      s: 'is 123456789012345678901 " too',
    });
  });

  test("is otherwise what JSON.parse makes of it, whatever is in the strings", () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^["\\\d]{16,30}$/));
    const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
    const json = fc.array(fc.oneof(leaf, fc.array(leaf), fc.dictionary(text, leaf)));
    fc.assert(
      fc.property(json, (value) => {
        // A long number, even inside a string, switches the careful path on.
        const written = JSON.stringify([...value, "1234567890123456"]);
        expect(parseJson(written)).toEqual(JSON.parse(written));
      }),
    );
  });

  test("drops attributes the schema no longer has and adds new ones as null", () => {
    expect(decodeJson(objectOf({ kept: STRING, added: STRING }), '{"kept":"x","dropped":1}')).toEqual({
      kept: "x",
      added: null,
    });
  });
});

describe("equality", () => {
  const SET: ValueType = { kind: "set", element: STRING };
  const LIST: ValueType = { kind: "list", element: STRING };

  test("sets have no order and no repeats, lists have both", () => {
    expect(equal(SET, ["a", "b"], ["b", "a", "a"])).toBe(true);
    expect(equal(LIST, ["a", "b"], ["b", "a"])).toBe(false);
  });

  test("a number is the same number whatever holds it", () => {
    expect(equal(NUMBER, 1, 1n)).toBe(true);
    expect(equal(NUMBER, 1e21, 10n ** 21n)).toBe(true);
    expect(equal(NUMBER, 9007199254740992, 9007199254740993n)).toBe(false);
  });

  test("text, numbers, null and unknown never equal each other", () => {
    expect(equal(STRING, "null", null)).toBe(false);
    expect(equal(STRING, "unknown", UNKNOWN)).toBe(false);
    expect(equal(SET, ["unknown"], [UNKNOWN])).toBe(false);
    expect(equal(LIST, [], null)).toBe(false);
  });

  test("is reflexive, and symmetric for any two values of a type", () => {
    const twoValues = anyType.chain((type) =>
      fc.tuple(fc.constant(type), anyValueOf(type), anyValueOf(type)),
    );
    fc.assert(
      fc.property(twoValues, ([type, a, b]) => {
        expect(equal(type, a, a)).toBe(true);
        expect(equal(type, a, b)).toBe(equal(type, b, a));
      }),
    );
  });
});

describe("making a handler's value fit", () => {
  const fitted = (type: ValueType, given: unknown) => {
    const misfits: Misfit[] = [];
    const value = conform(type, given, (misfit) => misfits.push(misfit));
    return { value, misfits: misfits.map(({ path, problem }) => `${formatPath(path)} ${problem}`) };
  };

  test("leaves a fitting value alone", () => {
    fc.assert(
      fc.property(
        typedValue.filter(([type, value]) => !hasNullElement(type, value)),
        ([type, value]) => {
          const { value: same, misfits } = fitted(type, value);
          expect(misfits).toEqual([]);
          expect(equal(type, same, value)).toBe(true);
        },
      ),
    );
  });

  test("whatever it is given, the result can be encoded", () => {
    fc.assert(
      fc.property(
        anyType,
        fc.anything({ withBigInt: true, withDate: true, withMap: true }),
        (type, given) => {
          const { value } = fitted(type, given);
          expect(equal(type, decodeMsgpack(type, encodeMsgpack(type, value)), value)).toBe(true);
        },
      ),
    );
  });

  test("names every place that does not fit, without the value", () => {
    const type = objectOf({ a: STRING, b: NUMBER, c: { kind: "list", element: STRING }, d: BOOL });
    expect(fitted(type, { a: 1, b: Number.NaN, c: ["x", null, 5], e: "hunter2" })).toEqual({
      value: { a: null, b: null, c: ["x"], d: null },
      misfits: [
        "e is not in the schema",
        "a must be a string, got a number",
        "b must be a finite number, got a number",
        "c[1] must not be null",
        "c[2] must be a string, got a number",
      ],
    });
  });

  test("takes repeats out of a set, but not unknowns that may differ", () => {
    const type: ValueType = { kind: "set", element: STRING };
    expect(fitted(type, ["a", "b", "a", UNKNOWN, UNKNOWN]).value).toEqual(["a", "b", UNKNOWN, UNKNOWN]);
  });
});

function hasNullElement(type: ValueType, value: Value): boolean {
  if (!("element" in type) || value === null || isUnknown(value)) return false;
  const values = Object.values(value);
  return values.includes(null) || (type.kind === "set" && values.some(containsUnknown));
}

describe("an unknown", () => {
  test("is found at any depth", () => {
    expect(containsUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
    expect(containsUnknown({ a: [{ b: "x" }], c: null })).toBe(false);
  });

  test("cannot slip into a request body", () => {
    expect(() => JSON.stringify({ settings: { token: UNKNOWN } })).toThrow(/only known after apply/);
  });
});

test.each([
  [["name"], "name"],
  [["external_id", "path"], "external_id.path"],
  [["steps", 1, "run"], "steps[1].run"],
  [["tags", "a b", "x"], 'tags["a b"].x'],
  [[], ""],
])("the path %j reads %s", (path, text) => {
  expect(formatPath(path)).toBe(text);
});
