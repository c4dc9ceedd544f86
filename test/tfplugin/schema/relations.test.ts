import {
  atLeastOneOf,
  conflictsWith,
  createDriver,
  defineProvider,
  defineSchema,
  exactlyOneOf,
  optional,
  type Relation,
  required,
  requiredWith,
  UNKNOWN,
} from "../../../src/tfplugin";

const description = "…";
const word = () => optional.string({ description });

/** The summaries of what is wrong with a provider block of three words. */
async function problems(relation: Relation<"a" | "b" | "c">, config: Record<string, unknown>) {
  const schema = defineSchema({
    description,
    attributes: { a: word(), b: word(), c: word() },
    relations: [relation],
  });
  const { diagnostics } = await createDriver(providerWith(schema)).validateProvider(config);
  return diagnostics.map(({ summary, path }) => `${path.join()}: ${summary}`);
}

function providerWith(schema: ReturnType<typeof defineSchema>) {
  const address = "host.example/a/b";
  return defineProvider({ address, version: "1.0.0", schema, configure: () => null, resources: {} });
}

test.each<[string, Relation<"a" | "b" | "c">, Record<string, unknown>, string[]]>([
  ["one is set", exactlyOneOf("a", "b"), { a: "x" }, []],
  ["an empty text counts as set", exactlyOneOf("a", "b"), { a: "" }, []],
  ["none is set", exactlyOneOf("a", "b"), {}, ["a: One of a and b is missing"]],
  ["both are set", exactlyOneOf("a", "b"), { a: "x", b: "y" }, ["b: a and b do not go together"]],
  ["the unknown one may be the one", exactlyOneOf("a", "b"), { a: UNKNOWN }, []],
  ["the unknown one may be null", exactlyOneOf("a", "b"), { a: "x", b: UNKNOWN }, []],
  [
    "two of three are set",
    exactlyOneOf("a", "b", "c"),
    { a: "x", b: UNKNOWN, c: "z" },
    ["c: a and c do not go together"],
  ],
  ["one of several", atLeastOneOf("a", "b", "c"), { a: "x", b: "y" }, []],
  ["none of several", atLeastOneOf("a", "b", "c"), {}, ["a: One of a, b and c is missing"]],
  ["only one that may be set", atLeastOneOf("a", "b"), { b: UNKNOWN }, []],
  ["others without the first", conflictsWith("a", "b", "c"), { b: "y", c: "z" }, []],
  [
    "the first with another",
    conflictsWith("a", "b", "c"),
    { a: "x", c: "z" },
    ["c: a and c do not go together"],
  ],
  ["the first with an unknown one", conflictsWith("a", "b"), { a: "x", b: UNKNOWN }, []],
  ["the first with all it needs", requiredWith("a", "b", "c"), { a: "x", b: "y", c: "z" }, []],
  ["the first alone", requiredWith("a", "b", "c"), { a: "x", b: "y" }, ["a: a needs c"]],
  ["the first with an unknown one", requiredWith("a", "b"), { a: "x", b: UNKNOWN }, []],
  ["an unknown first alone", requiredWith("a", "b"), { a: UNKNOWN }, []],
])("%s: %#", async (_, relation, config, expected) => {
  expect(await problems(relation, config)).toEqual(expected);
});

test("a broken relation says what is set and what to do", async () => {
  const schema = defineSchema({
    description,
    attributes: { key_url: word(), certificate: word(), kid: word() },
    relations: [exactlyOneOf("key_url", "certificate"), requiredWith("kid", "certificate")],
  });
  const driver = createDriver(providerWith(schema));
  const details = async (config: Record<string, unknown>) =>
    (await driver.validateProvider(config)).diagnostics.map(({ detail }) => detail);
  expect(await details({ key_url: "u", certificate: "c" })).toEqual([
    "The configuration sets key_url and certificate. Set exactly one of them.",
  ]);
  expect(await details({ kid: "k" })).toEqual([
    "None of them is set. Set key_url or certificate.",
    "kid is set without certificate. Set certificate too, or remove kid.",
  ]);
});

test("a relation of a nested object is checked in each object, and its error names the path", async () => {
  const schema = defineSchema({
    description,
    attributes: {
      rules: optional.list.object({
        description,
        attributes: { allow: word(), deny: word() },
        relations: [exactlyOneOf("allow", "deny")],
      }),
    },
  });
  const rules = [{ allow: "x" }, { allow: "x", deny: "y" }, {}];
  const { diagnostics } = await createDriver(providerWith(schema)).validateProvider({ rules });
  expect(diagnostics.map(({ path, detail }) => [path, detail])).toEqual([
    [["rules"], expect.stringContaining("Attribute rules[1].deny: The configuration sets allow and deny.")],
    [["rules"], expect.stringContaining("Attribute rules[2].allow: None of them is set.")],
  ]);
});

test("a relation that names no optional attribute of its object is refused", () => {
  const attributes = { a: word(), b: required.string({ description }) };
  expect(() => defineSchema({ description, attributes, relations: [conflictsWith("a", "b")] })).toThrow(
    'relation "a without b": b is no optional attribute of the object',
  );
});
