import { differing } from "../../../src/server/store/change-row";

test("only columns that differ are changed, null among them", () => {
  const before = { name: "a", external_id: "x", active: 1, note: null };
  const after = { name: "a", external_id: null, active: 0, note: null };
  expect(differing(before, after)).toEqual({ external_id: null, active: 0 });
});

test("a column that was not read counts as different", () => {
  expect(differing({}, { name: "a" })).toEqual({ name: "a" });
});
