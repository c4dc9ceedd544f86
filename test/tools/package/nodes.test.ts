import { isAtLeast } from "../../../tools/package/nodes";

test.each([
  ["22.19.0", true],
  ["22.20.1", true],
  ["24.0.0", true],
  ["22.18.9", false],
  ["20.20.2", false],
])("Node %s is 22.19 or later: %s", (version, expected) => {
  expect(isAtLeast(version, "22.19")).toBe(expected);
});
