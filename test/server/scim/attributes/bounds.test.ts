import { GROUP, USER } from "../../../../src/contract/scim/resource";
import { requireBounds } from "../../../../src/server/scim/attributes/bounds";

const LONG = "x".repeat(3_000);
const HUGE = "x".repeat(100_000);

test("a text of an earlier version that is too long may stay where it is", () => {
  const before = { userName: LONG, title: HUGE, emails: [{ value: LONG }] };
  const after = { ...before, active: false, emails: [{ value: "ada@example.com" }, { value: LONG }] };
  expect(() => requireBounds(USER, after, before)).not.toThrow();
});

test("such a text may not move to another attribute", () => {
  const before = { userName: "ada", title: LONG };
  expect(() => requireBounds(USER, { ...before, displayName: LONG }, before)).toThrow(
    "displayName has 3000 bytes; at most 1024 are allowed",
  );
});

test("a user of an earlier version that is too large may shrink, and may not grow", () => {
  const notes = (count: number) => Array.from({ length: count }, () => ({ value: HUGE }));
  const before = { userName: "ada", photos: notes(20) };
  expect(() => requireBounds(USER, { userName: "ada", photos: notes(19) }, before)).not.toThrow();
  expect(() => requireBounds(USER, { userName: "ada", photos: notes(21) }, before)).toThrow("User has");
});

test("the error names the place in a list and in an extension", () => {
  const urn = "urn:example:2.0:Group";
  expect(() => requireBounds(GROUP, { displayName: "a", [urn]: { notes: ["a", HUGE] } }, null)).toThrow(
    `${urn}.notes[1] has 100000 bytes; at most 65536 are allowed`,
  );
});
