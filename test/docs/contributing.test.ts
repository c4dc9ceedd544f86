import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const page = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");

test("CONTRIBUTING.md names only files and folders that exist", () => {
  const rooms = /`((?:src|test|tools|constructs|docs|examples|bench)\/[\w./-]*)`/g;
  const paths = [...page.matchAll(rooms)].map(([, path]) => path ?? "");
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("CONTRIBUTING.md names only scripts that exist", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const named = [...page.matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name ?? "");
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
