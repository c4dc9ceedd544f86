/**
 * Values as a configuration writes them and as a provider reads them, with the bytes that the real terraform
 * makes of them. The bytes are in `recorded-values.json`. The program `record-values.ts` records them.
 */
import { defineSchema, optional, types } from "../../../src/tfplugin";
import { UNKNOWN, UNKNOWN_NOT_NULL, unknownWithPrefix } from "../../../src/tfplugin/value/unknown";

const description = "…";

export const probeSchema = defineSchema({
  description,
  attributes: {
    bools: optional.list.bool({ description }),
    map: optional.map.string({ description }),
    nested: optional.object({
      description,
      attributes: { count: optional.number({ description }), name: optional.string({ description }) },
    }),
    numbers: optional.list.number({ description }),
    plain: optional.plainObject({ description, members: { size: types.number, unit: types.string } }),
    set: optional.set.string({ description }),
    text: optional.string({ description }),
    texts: optional.list.string({ description }),
  },
});

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const xs = (length: number) => `join("", [for i in range(${length}) : "x"])`;

export interface RecordedCase {
  readonly what: string;
  /** The arguments of the resource, in HCL. `terraform_data.later` and `.second` do not exist yet. */
  readonly written: string;
  /** The attributes as a provider reads them. Those left out are null. Null when the value is refused. */
  readonly read: Readonly<Record<string, unknown>> | null;
}

export const CASES: readonly RecordedCase[] = [
  { what: "nothing", written: "", read: {} },
  { what: "bools", written: "bools = [true, false]", read: { bools: [true, false] } },
  {
    what: "numbers of up to 32 bits",
    written: `numbers = [0, 127, 128, 255, 256, 65535, 65536, 4294967295, -1, -32, -33, -128, -129, -32768, -32769,
      -2147483648]`,
    read: {
      numbers: [
        0, 127, 128, 255, 256, 65535, 65536, 4294967295, -1, -32, -33, -128, -129, -32768, -32769,
        -2147483648,
      ],
    },
  },
  {
    what: "numbers of up to 64 bits",
    written: `numbers = [4294967296, -2147483649, 9007199254740991, 9007199254740993, -9007199254740993,
      9223372036854775807, -9223372036854775808]`,
    read: {
      numbers: [
        4294967296,
        -2147483649,
        9007199254740991,
        9007199254740993n,
        -9007199254740993n,
        9223372036854775807n,
        -9223372036854775808n,
      ],
    },
  },
  {
    what: "larger numbers",
    written: "numbers = [18446744073709551615, 18446744073709551616, 123456789012345678901234567890]",
    read: { numbers: [18446744073709551615n, 18446744073709551616n, 123456789012345678901234567890n] },
  },
  {
    what: "fractions",
    written: "numbers = [0.1, -0.5, 0.0000001, 1.5]",
    read: { numbers: [0.1, -0.5, 1e-7, 1.5] },
  },
  {
    what: "texts of every size of head",
    written: `texts = ["", "Grüße, 世界 🌍", ${[31, 32, 255, 256].map(xs).join(", ")}]`,
    read: { texts: ["", "Grüße, 世界 🌍", ...[31, 32, 255, 256].map((length) => "x".repeat(length))] },
  },
  {
    what: "a list of 15 and a map of 16",
    written: `texts = [for i in range(15) : "x"]\nmap = { for i in range(16) : format("k%02d", i) => "x" }`,
    read: {
      texts: range(15).map(() => "x"),
      map: Object.fromEntries(range(16).map((index) => [`k${String(index).padStart(2, "0")}`, "x"])),
    },
  },
  {
    what: "a list of 16 and a map of 15",
    written: `texts = [for i in range(16) : "x"]\nmap = { for i in range(15) : format("k%02d", i) => "x" }`,
    read: {
      texts: range(16).map(() => "x"),
      map: Object.fromEntries(range(15).map((index) => [`k${String(index).padStart(2, "0")}`, "x"])),
    },
  },
  {
    what: "a set, a map with odd keys, nested attributes and a plain object",
    written: `set = ["b", "a", "b"]\nmap = { "a b" = "x", "" = "y", "ü" = "z" }
      nested = { name = "n", count = 3 }\nplain = { size = 0.2, unit = null }`,
    read: {
      set: ["a", "b"],
      map: { "": "y", "a b": "x", ü: "z" },
      nested: { count: 3, name: "n" },
      plain: { size: 0.2, unit: null },
    },
  },
  {
    what: "an unknown about which nothing is promised",
    written: "text = terraform_data.second.output",
    read: { text: UNKNOWN },
  },
  {
    what: "an unknown that is not null, inside a list",
    written: `texts = ["a", terraform_data.later.id]`,
    read: { texts: ["a", UNKNOWN_NOT_NULL] },
  },
  {
    what: "an unknown that has a beginning",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is HCL
    written: 'text = "https://${terraform_data.later.id}"',
    read: { text: unknownWithPrefix("https://") },
  },
  { what: "the map key __proto__", written: 'map = { "__proto__" = "x" }', read: null },
];
