import { lazily } from "../../../src/tfplugin";

test("a member is made when it is first asked for, and only once", () => {
  const made: string[] = [];
  const make = (name: string) => () => {
    made.push(name);
    return { name };
  };
  const members = lazily({ a: make("a"), b: make("b") });
  expect([Object.keys(members), Object.hasOwn(members, "b"), made]).toEqual([["a", "b"], true, []]);
  expect(members.b).toBe(members.b);
  expect(made).toEqual(["b"]);
  expect(Object.entries(members)).toEqual([
    ["a", { name: "a" }],
    ["b", { name: "b" }],
  ]);
  expect(made).toEqual(["b", "a"]);
});
