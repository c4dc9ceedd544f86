import fc from "fast-check";
import { conform, type TypeMismatch } from "../../../src/tfplugin/value/conform";
import { ValueError } from "../../../src/tfplugin/value/decode";
import { equal } from "../../../src/tfplugin/value/equal";
import { decodeJson, parseJson } from "../../../src/tfplugin/value/json";
import { decodeMsgpack, encodeMsgpack } from "../../../src/tfplugin/value/msgpack";
import { formatPath } from "../../../src/tfplugin/value/path";
import type {
  ObjectType,
  ObjectValue,
  PrimitiveType,
  Value,
  ValueType,
} from "../../../src/tfplugin/value/type";
import {
  containsUnknown,
  isUnknown,
  UNKNOWN,
  UNKNOWN_NOT_NULL,
  Unknown,
} from "../../../src/tfplugin/value/unknown";
import { CASES, probeSchema } from "../support/recorded-values";
import RECORDED from "../support/recorded-values.json";

const STRING: PrimitiveType = { kind: "string" };
const NUMBER: PrimitiveType = { kind: "number" };
const BOOL: PrimitiveType = { kind: "bool" };
const objectOf = (types: Record<string, ValueType>): ObjectType => ({
  kind: "object",
  attributes: Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }])),
});

const probe = probeSchema.type;
const recorded = (what: string) => unhex((RECORDED.values as Record<string, string>)[what] ?? "");
const attributesOf = (read: object | null): ObjectValue => ({
  ...Object.fromEntries(Object.keys(probeSchema.attributes).map((name) => [name, null])),
  ...read,
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const unhex = (text: string) => Buffer.from(text, "hex");

const primitiveType = fc.constantFrom(STRING, NUMBER, BOOL);
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const objectType: fc.Arbitrary<ObjectType> = fc
  .dictionary(name, primitiveType, { maxKeys: 4, noNullPrototype: true })
  .map(objectOf);
const collectionOf = (element: fc.Arbitrary<ValueType>): fc.Arbitrary<ValueType> =>
  fc.record({ kind: fc.constantFrom("list" as const, "set" as const, "map" as const), element });
const anyType: fc.Arbitrary<ValueType> = fc.oneof(
  primitiveType,
  objectType,
  collectionOf(fc.oneof(primitiveType, objectType, collectionOf(primitiveType))),
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
  test.each(CASES.filter(({ read }) => read !== null))(
    "reads what terraform writes: $what",
    ({ what, read }) => {
      expect(equal(probe, decodeMsgpack(probe, recorded(what)), attributesOf(read))).toBe(true);
    },
  );

  // The others Terraform reads as the same number in more than one form.
  test.each(CASES.filter(({ read, what }) => read !== null && !/fractions|larger/.test(what)))(
    "writes what terraform writes: $what",
    ({ what }) => {
      expect(hex(encodeMsgpack(probe, decodeMsgpack(probe, recorded(what))))).toBe(hex(recorded(what)));
    },
  );

  test("reads a text and a list of more than 65,535", () => {
    const list: ValueType = { kind: "list", element: STRING };
    const long = "x".repeat(65_536);
    const many = Array.from({ length: 65_536 }, () => "x");
    expect(decodeMsgpack(STRING, encodeMsgpack(STRING, long))).toBe(long);
    expect(decodeMsgpack(list, encodeMsgpack(list, many))).toEqual(many);
  });

  test("an extension of any type is an unknown, and only one of type 12 keeps its promise", () => {
    const [plain, refined, other] = ["d40000", "c7030c8101c2", "d7ff0000000000000000"].map((bytes) =>
      decodeMsgpack(STRING, unhex(bytes)),
    );
    expect([plain, refined, other]).toEqual([UNKNOWN, UNKNOWN_NOT_NULL, UNKNOWN]);
  });

  test("the map key __proto__ is refused with its path, read and written", () => {
    const message = "map.__proto__: must have another key: JavaScript cannot carry __proto__ safely";
    const map = Object.fromEntries([["__proto__", "x"]]);
    expect(() => decodeMsgpack(probe, recorded("the map key __proto__"))).toThrow(
      new ValueError([], message),
    );
    expect(() => encodeMsgpack(probe, { map })).toThrow(new ValueError([], message));
  });

  test("half a surrogate pair is refused with its path, in a text and in a key", () => {
    const half = "must be valid Unicode, got half of a surrogate pair";
    expect(() => encodeMsgpack(probe, { texts: ["a", "b\ud800"] })).toThrow(`texts[1]: ${half}`);
    expect(() => encodeMsgpack(probe, { map: { "\udc00": "x" } })).toThrow(`map["\\udc00"]: ${half}`);
    expect(hex(encodeMsgpack(STRING, "🌍"))).toBe("a4f09f8c8d");
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
    expect(decodeMsgpack(type, unhex("82a162a179a16301"))).toEqual({ a: null, b: "y" });
  });

  test.each([
    ["0.1", 0.1],
    ["-0.5", -0.5],
    ["0.0000001", 1e-7],
    ["1000", 1000],
    ["9007199254740993", 9007199254740993n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
  ])("the number text %s is read exactly", (text, value) => {
    expect(decodeMsgpack(NUMBER, encodeMsgpack(STRING, text))).toBe(value);
  });

  test("a fraction that cannot be held exactly is refused instead of rounded, and never shown", () => {
    const type = objectOf({ price: NUMBER });
    const asText = objectOf({ price: STRING });
    const read = () => decodeMsgpack(type, encodeMsgpack(asText, { price: "0.12345678901234567890123" }));
    expect(read).toThrow(/price: .* more digits than JavaScript holds exactly/);
    expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining("4567") }));
  });

  test("a value of another type is refused with its path, and never shown", () => {
    const type = objectOf({ tags: { kind: "list", element: STRING } });
    const read = () => decodeMsgpack(type, unhex("81a47461677392a16181a6736563726574a768756e74657232"));
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

  test("is otherwise what JSON.parse returns, whatever the strings hold", () => {
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

  test("order and repeats count in lists, not in sets", () => {
    expect(equal(SET, ["a", "b"], ["b", "a", "a"])).toBe(true);
    expect(equal(LIST, ["a", "b"], ["b", "a"])).toBe(false);
  });

  test("a number and a bigint of the same value are equal", () => {
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
    const mismatches: TypeMismatch[] = [];
    const value = conform(type, given, (mismatch) => mismatches.push(mismatch));
    return { value, mismatches: mismatches.map(({ path, problem }) => `${formatPath(path)} ${problem}`) };
  };

  test("leaves a fitting value alone", () => {
    fc.assert(
      fc.property(
        typedValue.filter(([type, value]) => !hasNullElement(type, value)),
        ([type, value]) => {
          const { value: same, mismatches } = fitted(type, value);
          expect(mismatches).toEqual([]);
          expect(equal(type, same, value)).toBe(true);
        },
      ),
    );
  });

  test("the result can always be encoded", () => {
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
      mismatches: [
        "e is not in the schema",
        "a must be a string, got a number",
        "b must be a finite number, got a number",
        "c[1] must not be null",
        "c[2] must be a string, got a number",
      ],
    });
  });

  test("names a map key and a text that cannot be sent, and leaves them out", () => {
    const type = objectOf({ map: { kind: "map", element: STRING }, text: STRING });
    const map = Object.fromEntries([
      ["__proto__", "x"],
      ["a", "y"],
    ]);
    expect(fitted(type, { map, text: "\ud800" })).toEqual({
      value: { map: { a: "y" }, text: null },
      mismatches: [
        "map.__proto__ must have another key: JavaScript cannot carry __proto__ safely",
        "text must be valid Unicode, got half of a surrogate pair",
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
  if (values.includes(null) || (type.kind === "set" && values.some(containsUnknown))) return true;
  return values.some((element) => hasNullElement(type.element, element));
}

describe("an unknown", () => {
  test("is found at any depth", () => {
    expect(containsUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
    expect(containsUnknown({ a: [{ b: "x" }], c: null })).toBe(false);
  });

  test("cannot become part of a request body", () => {
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
