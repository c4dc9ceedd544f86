import { tarballProblems } from "../../../tools/package/tarball";

const small = {
  file: "netfoundry-scim-0.1.0.tgz",
  size: 1000,
  paths: ["package.json", "dist/src/cli/main.js"],
};

test("a small tarball without source maps has no problem", () => {
  expect(tarballProblems(small)).toEqual([]);
});

test("a source map is a problem, and so is a size above the bound", () => {
  expect(tarballProblems({ ...small, size: 1_200_001, paths: ["a.js.map", "b.js.map"] })).toEqual([
    "the tarball has 1200001 bytes, at most 1200000 are allowed",
    "the tarball holds 2 source maps, such as a.js.map",
  ]);
});
