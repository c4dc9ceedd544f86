import fc from "fast-check";
import {
  bytes,
  flag,
  integer,
  type Message,
  mapOf,
  message,
  nested,
  present,
  repeated,
  text,
} from "../../../src/tfplugin/wire/message";
import { DynamicValue, PROVIDER_CALLS } from "../../../src/tfplugin/wire/protocol";
import { Schema } from "../../../src/tfplugin/wire/schema-messages";

interface Node {
  readonly name: string;
  readonly blob: Uint8Array;
  readonly on: boolean;
  readonly count: number;
  readonly maybeText: string | null;
  readonly maybeNumber: number | null;
  readonly child: Node | null;
  readonly children: readonly Node[];
  readonly byName: Readonly<Record<string, Node>>;
}

const Node: Message<Node> = message<Node>(() => ({
  name: text(1),
  blob: bytes(2),
  on: flag(3),
  count: integer(4),
  maybeText: present.text(5),
  maybeNumber: present.integer(6),
  child: nested(7, () => Node),
  children: repeated(8, () => Node),
  byName: mapOf(100, () => Node),
}));

function nodeUpTo(depth: number): fc.Arbitrary<Node> {
  const inner = depth === 0 ? null : nodeUpTo(depth - 1);
  return fc.record({
    name: fc.string({ unit: "grapheme" }),
    blob: fc.uint8Array().map((array) => Buffer.from(array)),
    on: fc.boolean(),
    count: fc.maxSafeInteger(),
    maybeText: fc.option(fc.string()),
    maybeNumber: fc.option(fc.maxSafeInteger()),
    child: inner === null ? fc.constant(null) : fc.option(inner),
    children: inner === null ? fc.constant([]) : fc.array(inner, { maxLength: 3 }),
    byName: inner === null ? fc.constant({}) : fc.dictionary(fc.string(), inner, { maxKeys: 2 }),
  });
}

const hex = (value: Uint8Array) => Buffer.from(value).toString("hex");

/** Text to compare values by, whichever kind of byte array they hold. */
function plain(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key) {
    const part = this[key];
    return ArrayBuffer.isView(part) ? hex(part as Uint8Array) : part;
  });
}

describe("protobuf messages", () => {
  test("what is written is read back", () => {
    fc.assert(
      fc.property(nodeUpTo(2), (value) => {
        expect(plain(Node.decode(Node.encode(value)))).toBe(plain(value));
      }),
    );
  });

  test("are encoded as protobuf's own documentation shows", () => {
    const Test = message(() => ({
      a: integer(1),
      b: text(2),
      c: nested(3, () => message(() => ({ a: integer(1) }))),
    }));
    expect(hex(Test.encode({ a: 150 }))).toBe("089601");
    expect(hex(Test.encode({ b: "testing" }))).toBe("120774657374696e67");
    expect(hex(Test.encode({ c: { a: 150 } }))).toBe("1a03089601");
    expect(hex(Test.encode({ a: -2 }))).toBe("08feffffffffffffffff01");
  });

  test("leave out default values, except in fields with presence", () => {
    expect(hex(Node.encode({ name: "", count: 0, on: false, blob: new Uint8Array(), child: null }))).toBe("");
    expect(hex(Node.encode({ maybeText: "", maybeNumber: 0 }))).toBe("2a003000");
  });

  test("skip fields that a newer terraform adds", () => {
    const Newer = message(() => ({
      text: text(1),
      number: integer(9),
      more: nested(10, () => message(() => ({ x: text(1) }))),
    }));
    const Older = message(() => ({ text: text(1) }));
    const sent = Newer.encode({ number: 7, more: { x: "y" }, text: "kept" });
    const fixedWidth = Buffer.concat([Buffer.from("6101020304050607085d01020304", "hex"), sent]);
    expect(Older.decode(fixedWidth)).toEqual({ text: "kept" });
  });

  test.each([
    ["0a05", "a length beyond the end"],
    ["08", "a number without its bytes"],
    ["0b", "a group, which proto3 has not"],
  ])("refuse %s: %s", (bytesInHex) => {
    expect(() => Node.decode(Buffer.from(bytesInHex, "hex"))).toThrow(RangeError);
  });

  test("decode random bytes or throw a RangeError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (garbage) => {
        try {
          Node.decode(garbage);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe("the protocol table", () => {
  // Where diagnostics sit differs from message to message, which is the easiest thing to get wrong.
  test.each([
    ["GetProviderSchema", 4],
    ["ValidateProviderConfig", 2],
    ["ConfigureProvider", 1],
    ["ValidateResourceConfig", 1],
    ["UpgradeResourceState", 2],
    ["ReadResource", 2],
    ["PlanResourceChange", 4],
    ["ApplyResourceChange", 3],
    ["ImportResourceState", 2],
  ] as const)("%s carries its diagnostics in field %i", (call, field) => {
    const response = PROVIDER_CALLS[call].response as Message<{
      diagnostics: readonly { summary: string }[];
    }>;
    const encoded = response.encode({ diagnostics: [{ summary: "x" }] });
    expect(hex(encoded)).toBe(`${((field << 3) | 2).toString(16).padStart(2, "0")}03120178`);
  });

  test("a nested attribute is sent without a type, an ordinary one without nested attributes", () => {
    const encoded = Schema.encode({
      block: {
        attributes: [
          { name: "a", type: Buffer.from('"string"') },
          { name: "b", nestedType: { nesting: 1 } },
        ],
      },
    });
    const [a, b] = Schema.decode(encoded).block?.attributes ?? [];
    expect([a?.nestedType, a?.type.length]).toEqual([null, 8]);
    expect([b?.nestedType?.nesting, b?.type.length]).toEqual([1, 0]);
  });

  test("an empty DynamicValue is sent as present", () => {
    const { response } = PROVIDER_CALLS.ReadResource;
    expect(hex(response.encode({ newState: {} }))).toBe("0a00");
    expect(DynamicValue.decode(Buffer.from("0a01c0", "hex")).msgpack).toEqual(new Uint8Array([0xc0]));
  });
});
