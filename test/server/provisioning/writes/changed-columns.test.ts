import { changedColumns } from "../../../../src/server/provisioning/writes/changed-columns";

test("only columns that differ are changed, and null counts as a value", () => {
  const before = { name: "a", external_id: "x", active: 1, note: null };
  const after = { name: "a", external_id: null, active: 0, note: null };
  expect(changedColumns(before, after)).toEqual({ external_id: null, active: 0 });
});

test("a column that was not read counts as different", () => {
  expect(changedColumns({}, { name: "a" })).toEqual({ name: "a" });
});
