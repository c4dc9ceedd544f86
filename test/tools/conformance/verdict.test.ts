import { type CheckResult, problemsIn } from "../../../tools/conformance/verdict";

const passed: CheckResult = { status: "SUCCESS", title: "object_query", resource: "User", reason: null };
const failed: CheckResult = {
  status: "ERROR",
  title: "replace",
  resource: "Group",
  reason: "'members.display' did not change",
};
const known = { title: "replace", resource: "Group", reason: "members.display", why: "it is read-only" };

test("results without a failure are a pass", () => {
  expect(problemsIn([passed], [])).toEqual([]);
});

test("a known failure is no problem", () => {
  expect(problemsIn([passed, failed], [known])).toEqual([]);
});

test("another failure of the same check is a problem", () => {
  const other = { ...failed, reason: "'displayName' did not change" };
  expect(problemsIn([failed, other], [known])).toEqual([
    "ERROR: replace (Group): 'displayName' did not change",
  ]);
});

test("a failure for another kind of resource is a problem", () => {
  expect(problemsIn([failed, { ...failed, resource: "User" }], [known])).toHaveLength(1);
});

test("a check that was skipped is a problem", () => {
  const skipped = { ...passed, status: "SKIPPED", reason: "no schema" };
  expect(problemsIn([skipped], [])).toEqual(["SKIPPED: object_query (User): no schema"]);
});

test("a known failure that did not occur is a problem, so that the list stays true", () => {
  expect(problemsIn([], [known])).toEqual([
    "listed as a failure, but it passed or did not run: replace (Group)",
  ]);
});
