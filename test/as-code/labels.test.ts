import fc from "fast-check";
import { camelCase, labelsFor } from "../../src/as-code/model/labels";

test.each([
  ["Zürich Straße", "zurich_strasse"],
  ["  Okta (production)  ", "okta_production"],
  ["日本", "integration_1"],
  ["", "integration_1"],
  ["2024", "integration_2024"],
  ["constructor", "integration_constructor"],
  ["x".repeat(200), "x".repeat(60)],
])("the name %j gives the label %s", (name, label) => {
  expect(labelsFor([name], "integration")).toEqual([label]);
});

test("names that would get one label get numbers, and so do those that TypeScript would write alike", () => {
  expect(labelsFor(["Okta", "okta", "OKTA!", "okta 2", "a_1", "a1"], "integration")).toEqual([
    "okta",
    "okta_2",
    "okta_3",
    "okta_2_2",
    "a_1",
    "a1_2",
  ]);
  expect(labelsFor(["日本", "大阪"], "policy")).toEqual(["policy_1", "policy_2"]);
});

test("labels are identifiers of HCL and TypeScript, and each is there once in both", () => {
  const names = fc.array(
    fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("a 1", "a1", "A-1", "a_1_2")),
  );
  fc.assert(
    fc.property(names, (given) => {
      const labels = labelsFor(given, "signer");
      expect(labels).toHaveLength(given.length);
      for (const label of labels) expect(label).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(new Set(labels.map(camelCase)).size).toBe(given.length);
    }),
  );
});
