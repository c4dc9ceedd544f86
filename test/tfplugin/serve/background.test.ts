/** Promises that handlers leave behind, in a process of its own: Jest handles rejections itself. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { temporaryFolder } from "../../support/temporary-folder";

const outfile = join(temporaryFolder(), "background.js");
let lines: readonly string[];

beforeAll(() => {
  const entryPoints = [join(__dirname, "../support/background-main.ts")];
  buildSync({ entryPoints, bundle: true, platform: "node", target: "node20", outfile });
  lines = execFileSync(process.execPath, [outfile], { encoding: "utf8" }).trim().split("\n");
});

/** The answer to a call. */
function answer(what: string) {
  const line = lines.find((each) => each.startsWith(`${what} `)) ?? "";
  return JSON.parse(line.slice(what.length));
}

test.each([
  ["create", "apply b_thing", "a create's work failed"],
  ["read", "read b_thing", "a read's work failed"],
  ["look", "read data source b_sight", "a look's work failed"],
  ["list", "list b_thing", "a list's work failed"],
  ["action", "invoke action b_act", "an action's work failed"],
])("a rejection that a %s leaves behind is an error of that call", (what, doing, message) => {
  expect(answer(what).diagnostics).toEqual([
    {
      severity: "error",
      summary: `Something failed in the background while the provider tried to ${doing}`,
      detail: expect.stringMatching(new RegExp(`^${message}\n\n.*This is a bug in the provider`)),
      path: [],
    },
  ]);
});

test("what the call returned is kept, so that no object is lost", () => {
  expect(answer("create").state).toEqual({ id: "1" });
  expect(answer("list").found).toHaveLength(1);
});

test("a function that leaves one behind fails", () => {
  expect(answer("function").error).toContain("call the function f: a function's work failed");
});

test("the error names the source file, although the program is a bundle", () => {
  expect(answer("create").diagnostics[0].detail).toMatch(
    /at \S*\s?\(?test\/tfplugin\/support\/background-main\.ts, /,
  );
});

test("a rejection after the answer is no error of any call", () => {
  expect(answer("delete").diagnostics).toEqual([]);
  expect(lines.at(-1)).toBe("not reported: a delete's work failed");
});
