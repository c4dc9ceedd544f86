/** `docs/contract-checklist.md` names the test of each line of the contract, and every such test exists. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const LINES = 44;

/** `26 never removed by %s`, with the file it is in. Groups of tests carry numbers too and are no tests. */
function testsThere(): string[] {
  const files = readdirSync(__dirname).filter((name) => name.endsWith(".test.ts"));
  return files.flatMap((file) => {
    const text = readFileSync(join(__dirname, file), "utf8");
    const named = [...text.matchAll(/(describe)?\(\s*"(\d\d (?:[^"\\]|\\.)*)"/g)];
    return named.filter(([, group]) => group === undefined).map(([, , name]) => `${file}: ${name}`);
  });
}

function rowsOfTable(): string[][] {
  const page = readFileSync(resolve(__dirname, "../../docs/contract-checklist.md"), "utf8");
  const rows = page.split("\n").filter((line) => /^\| \d\d \|/.test(line));
  return rows.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("the table names every test, and every test it names is there", () => {
  const named = rowsOfTable().map(([line, , file, name]) => `${file}: ${line} ${name}`);
  expect(named.sort()).toEqual(testsThere().sort());
});

test("every line of the contract has a test", () => {
  const shown = new Set(rowsOfTable().map(([line]) => Number(line)));
  expect([...shown].sort((one, other) => one - other)).toEqual(
    Array.from({ length: LINES }, (_, index) => index + 1),
  );
});

test("every row has a result", () => {
  expect(rowsOfTable().filter(([, , , , result]) => !result?.startsWith("holds"))).toEqual([]);
});
