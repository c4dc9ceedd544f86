import { matchPath } from "../../../../src/server/console/app/routing/match";

test("a pattern gives the values of its parts", () => {
  expect(matchPath("/console/integrations/:id/:tab", "/console/integrations/7/token")).toEqual({
    id: "7",
    tab: "token",
  });
});

test("a slash at the end does not count", () => {
  expect(matchPath("/console/audit", "/console/audit/")).toEqual({});
});

test.each(["/console", "/console/audit/1", "/console/audits"])("%s is another view", (path) => {
  expect(matchPath("/console/audit", path)).toBeNull();
});
